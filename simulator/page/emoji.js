// The common emoji by Slack's short names. A name that is not here is shown as it was typed.

const TABLE = `
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 joy 😂 rofl 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉
blush 😊 innocent 😇 smiling_face_with_3_hearts 🥰 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛
hugging_face 🤗 hugs 🤗 thinking_face 🤔 thinking 🤔 zipper_mouth_face 🤐 neutral_face 😐 expressionless 😑 no_mouth 😶
smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷
face_with_thermometer 🤒 nerd_face 🤓 sunglasses 😎 partying_face 🥳 confused 😕 worried 😟 slightly_frowning_face 🙁
open_mouth 😮 astonished 😲 flushed 😳 pleading_face 🥺 cry 😢 sob 😭 scream 😱 disappointed 😞 weary 😩 tired_face 😫
triumph 😤 rage 😡 angry 😠 exploding_head 🤯 cold_sweat 😰 sweat_smile 😅 sweat 😓 saluting_face 🫡 melting_face 🫠
skull 💀 ghost 👻 robot_face 🤖 wave 👋 raised_back_of_hand 🤚 hand ✋ raised_hand ✋ vulcan_salute 🖖 ok_hand 👌
crossed_fingers 🤞 v ✌️ call_me_hand 🤙 point_left 👈 point_right 👉 point_up ☝️ point_up_2 👆 point_down 👇 +1 👍 thumbsup 👍
-1 👎 thumbsdown 👎 fist ✊ facepunch 👊 clap 👏 raised_hands 🙌 open_hands 👐 palms_up_together 🤲 handshake 🤝 pray 🙏
writing_hand ✍️ muscle 💪 ear 👂 eyes 👀 brain 🧠 speaking_head_in_silhouette 🗣️ busts_in_silhouette 👥
bust_in_silhouette 👤 people_hugging 🫂 baby 👶 woman 👩 man 👨 adult 🧑 student 🧑‍🎓 teacher 🧑‍🏫 technologist 🧑‍💻
heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔
two_hearts 💕 sparkling_heart 💖 heavy_heart_exclamation_mark_ornament ❣️ 100 💯 boom 💥 dizzy 💫 sweat_drops 💦 dash 💨
speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 zzz 💤 seedling 🌱 herb 🌿 potted_plant 🪴 evergreen_tree 🌲
deciduous_tree 🌳 palm_tree 🌴 cactus 🌵 four_leaf_clover 🍀 maple_leaf 🍁 fallen_leaf 🍂 leaves 🍃 tulip 🌷 rose 🌹 sunflower 🌻
blossom 🌼 cherry_blossom 🌸 bouquet 💐 mushroom 🍄 sun_with_face 🌞 sunny ☀️ partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️
umbrella ☔ snowflake ❄️ zap ⚡ fire 🔥 rainbow 🌈 star ⭐ star2 🌟 sparkles ✨ moon 🌔 crescent_moon 🌙 full_moon 🌕
earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 ocean 🌊 mountain ⛰️ sunrise 🌅 city_sunset 🌆 dog 🐶
cat 🐱 bear 🐻 panda_face 🐼 koala 🐨 lion_face 🦁 monkey 🐒 bird 🐦 owl 🦉 butterfly 🦋 bee 🐝 bug 🐛 turtle 🐢 snail 🐌
octopus 🐙 whale 🐳 dolphin 🐬 fish 🐟 unicorn_face 🦄 apple 🍎 green_apple 🍏 lemon 🍋 banana 🍌 strawberry 🍓 avocado 🥑
bread 🍞 pizza 🍕 cookie 🍪 cake 🍰 birthday 🎂 coffee ☕ tea 🍵 beer 🍺 wine_glass 🍷 champagne 🍾 clinking_glasses 🥂
tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 ribbon 🎀 trophy 🏆 medal 🏅 sports_medal 🏅 first_place_medal 🥇 dart 🎯 soccer ⚽
video_game 🎮 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 headphones 🎧 microphone 🎤 movie_camera 🎥 camera 📷 tv 📺
computer 💻 desktop_computer 🖥️ keyboard ⌨️ phone ☎️ telephone_receiver 📞 iphone 📱 battery 🔋 electric_plug 🔌 bulb 💡
flashlight 🔦 mag 🔍 mag_right 🔎 hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️
clock9 🕘 calendar 📅 date 📅 spiral_calendar_pad 🗓️ memo 📝 pencil 📝 pencil2 ✏️ lower_left_fountain_pen 🖋️ pushpin 📌
round_pushpin 📍 paperclip 📎 link 🔗 scissors ✂️ books 📚 book 📖 open_book 📖 notebook 📓 bookmark 🔖 bookmark_tabs 📑
page_facing_up 📄 clipboard 📋 file_folder 📁 card_index_dividers 🗂️ bar_chart 📊 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 newspaper 📰 envelope ✉️ email 📧 incoming_envelope 📨 mailbox 📫 package 📦 inbox_tray 📥
outbox_tray 📤 ballot_box_with_ballot 🗳️ lock 🔒 unlock 🔓 key 🔑 shield 🛡️ hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️
magnet 🧲 microscope 🔬 telescope 🔭 test_tube 🧪 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 mute 🔇 briefcase 💼 mortar_board 🎓
school 🏫 house 🏠 office 🏢 rocket 🚀 airplane ✈️ car 🚗 bike 🚲 train 🚆 ship 🚢 anchor ⚓ construction 🚧 vertical_traffic_light 🚦
world_map 🗺️ compass 🧭 beach_with_umbrella 🏖️ camping 🏕️ flag-pt 🇵🇹 flag-br 🇧🇷 flag-de 🇩🇪 flag-es 🇪🇸 flag-fr 🇫🇷 flag-gb 🇬🇧
us 🇺🇸 flag-us 🇺🇸 flag-in 🇮🇳 flag-ke 🇰🇪 flag-nz 🇳🇿 flag-jp 🇯🇵 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️
x ❌ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ no_entry_sign 🚫 stop_sign 🛑 question ❓ grey_question ❔ exclamation ❗
grey_exclamation ❕ information_source ℹ️ recycle ♻️ repeat 🔁 arrows_counterclockwise 🔄 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️
arrow_down ⬇️ arrow_forward ▶️ double_vertical_bar ⏸️ pause_button ⏸️ black_square_for_stop ⏹️ fast_forward ⏩ new 🆕 ok 🆗 sos 🆘
heavy_plus_sign ➕ heavy_minus_sign ➖ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢
large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_green_square 🟩 large_yellow_square 🟨
large_red_square 🟥 white_large_square ⬜ black_large_square ⬛ small_blue_diamond 🔹 small_orange_diamond 🔸 one 1️⃣ two 2️⃣ three 3️⃣
four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ zero 0️⃣ keycap_ten 🔟 wheelchair ♿ peace_symbol ☮️ infinity ♾️ tm ™️
copyright ©️ crown 👑 gem 💎 moneybag 💰 crystal_ball 🔮 nazar_amulet 🧿 wind_chime 🎐 candle 🕯️ fireworks 🎆 sparkler 🎇
`;

const words = TABLE.trim().split(/\s+/);
const EMOJI = new Map();
for (let index = 0; index < words.length; index += 2) EMOJI.set(words[index], words[index + 1]);

/** The emoji of a short name, or undefined. A skin tone is left out. */
export const emoji = (name) => EMOJI.get(name.split("::")[0]);

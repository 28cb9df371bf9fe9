### The way to what somebody has wished for in words, where nothing was asked. Nothing of what they typed is kept.

ways-concern = Thank you for raising it. I have kept nothing of what you typed, and nobody else reads here. Below you choose who reads it before you write: your partner alone, or those who coordinate alone.
    .alone = Thank you for raising it. I have kept nothing of what you typed, and nobody else reads here. Those who coordinate here are { $people }; a message of your own reaches them.
    .nobody = Thank you for raising it. I have kept nothing of what you typed, and nobody else reads here. Nobody coordinates here yet; an owner or admin of this workspace can help.
    .button = Choose who reads it
ways-another = A match that does not suit is nobody's fault. Whoever coordinates can introduce you to somebody else: { $people }. I have kept nothing of what you typed and told nobody.
    .nobody = A match that does not suit is nobody's fault. Nobody coordinates here at the moment; an owner or admin of this workspace can help. I have kept nothing of what you typed and told nobody.
ways-data = What Trellis keeps about you is yours to see, to take with you and to delete.
ways-seen = Whatever you write has its readers named beside it, before you type; here is the whole list. What you just typed, nobody reads, and I have kept nothing of it.

"""A copy of one's own data speaks in words, in either language."""

from __future__ import annotations

from datetime import time
from typing import Any

from bot.telling import Telling
from bot.views import copy as views
from bot.words import Reader, Words
from tests.views.gallery import MENTEE, NOW, World


def test_a_copy_says_in_words_what_is_kept_as_a_code() -> None:
    me = World().people[MENTEE]
    kept: dict[str, list[dict[str, Any]]] = {
        "people": [
            {
                "name": "Inês",
                "zone": "America/New_York",
                "locale": "pt-PT",
                "country": "PT",
                "work_starts": time(9, 30),
            }
        ],
        "programmes": [{"id": 7, "name": "Spring"}],
        "enrolments": [{"role": "mentee"}],
        "pairs": [{"state": "agreeing"}],
        "clauses": [{"clause": "cadence", "value": {"every": 2, "unit": "week", "weekday": 1, "at": None}}],
        "goals": [{"number": 1, "title": "Lead", "closed_as": "no_longer"}],
        "progress": [{"percent": 60, "note": "did"}],
        "sessions": [{"minutes": 45, "state": "met"}],
        "answers": [
            {"id": 1, "question": "onboarding.days", "value": {"days": [0, 1, 2, 3, 4]}},
            {"id": 2, "question": "onboarding.commitments", "value": {"skipped": True}},
            {
                "id": 3,
                "question": "check_in",
                "value": {"mood": "stuck", "confidence": "6", "note": "Ask <Noah>"},
            },
            {"id": 4, "question": "closing_survey", "value": {"goal-1": "reached", "recommend": "8"}},
            {"id": 5, "question": "of_another_version", "value": {"said": "This & that"}},
        ],
        "answer_edits": [{"answer_id": 3, "value": {"mood": "well", "note": ""}}],
        "deliveries": [{"kind": "check_in", "state": "skipped"}],
        "audit_log": [
            {
                "person_id": None,
                "about_id": 9,
                "action": "person.exported",
                "subject": "person:9",
                "at": NOW,
            }
        ],
    }
    said = {}
    for locale in ("en", "es"):
        reader = Reader(Words(), locale, "UTC", NOW)
        names = {9: {"name": "Inês Duarte"}}
        found = views.sections(kept, names, Telling(me, reader, {1: "Lead"}), reader)
        said[locale] = [" · ".join(line.said) for one in found for line in one.lines]
    assert said == {
        "en": [
            "Inês · Time zone: New York · Language: Portuguese (Portugal) · Public holidays: Portugal · "
            "Work begins: 9:30\u202fAM",
            "Spring",
            "mentee",
            "settling the agreement",
            "Cadence · every 2 weeks, on Tuesday",
            "1 · Lead · no longer what matters",
            "60% · did",
            "45 minutes · took place",
            "Work days · Monday to Friday",
            "Other commitments · left out",
            "Check-in · A bit stuck · Confidence: 6 · Ask <Noah>",
            "Closing survey · “Lead”: Reached · Would recommend the programme: 8",
            "This & that",
            "Going well",
            "Check-in · not sent",
            "Whoever runs Trellis here took out a copy of what is kept of Inês Duarte",
        ],
        "es": [
            "Inês · Zona horaria: Nueva York · Idioma: Portugués (Portugal) · Días festivos: Portugal · "
            "Empieza el trabajo: 9:30",
            "Spring",
            "mentee",
            "preparando el acuerdo",
            "Frecuencia · cada 2 semanas, el martes",
            "1 · Lead · ya no es lo importante",
            "60\N{NO-BREAK SPACE}% · did",
            "45 minutos · se hizo",
            "Días de trabajo · de lunes a viernes",
            "Otros compromisos · sin responder",
            "Puesta al día · Me cuesta avanzar · Seguridad: 6 · Ask <Noah>",
            "Encuesta de cierre · “Lead”: Alcanzado · Recomendaría el programa: 8",
            "This & that",
            "Va bien",
            "Puesta al día · no enviado",
            "Quien gestiona Trellis aquí sacó una copia de lo que se guarda sobre Inês Duarte",
        ],
    }

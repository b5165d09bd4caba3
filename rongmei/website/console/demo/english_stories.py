"""What the English site tells: a few stories of the university for readers abroad."""

from __future__ import annotations

from typing import Any, Final

from .stories import Told

IN_ENGLISH: Final[dict[str, Any]] = {"site": "english", "byline": "Dong Wen", "credit": "Drawing: Media Centre"}
TOLD_IN_ENGLISH: Final[tuple[Told, ...]] = (
    Told(
        day="11-20",
        subject="News",
        unit="国际交流合作处",
        headline="Reading festival closes with a list of books chosen by students",
        paragraphs=(
            "The 2026 reading festival of Dongling University of Technology closed on 20 November in the lecture hall of the library. "
            "It had begun on 23 April and went on for seven months, with all 27 schools taking part.",
            "Professors of each school picked ten books for new students. The lists come with reading hints and questions for discussion, "
            "and will be printed as a booklet for next year’s freshers.",
            "Two things were new this year: students chose which books to read together, and reading groups met in dormitories and laboratories.",
        ),
        scene="shelves",
        caption="Shelves with books recommended by students.",
        subhead="All 27 schools took part",
        heading="Students choose the books",
        quote=("A book on a shelf is a possession. A book talked about is reading.", "A student of materials science"),
        **IN_ENGLISH,
    ),
    Told(
        day="11-18",
        subject="Research",
        unit="国际交流合作处",
        headline="A light insulation board that can be used again",
        paragraphs=(
            "A team of young teachers of materials science has made a light insulation board from straw and slag. "
            "After use it can be crushed and formed again, which suits the renovation of farmhouses in cold regions.",
            "The work began in 2023 and went through more than forty mixtures. Last winter the first boards were fitted in three houses of "
            "Dongling town; over one heating season the rooms were three degrees warmer on average.",
            "The team is now talking to a local company about a trial production.",
        ),
        scene="laboratory",
        caption="A drawing of the structure of the board.",
        **IN_ENGLISH,
    ),
    Told(
        day="11-09",
        subject="Campus Life",
        unit="国际交流合作处",
        headline="Every Friday a class in the mountain school",
        paragraphs=(
            "Every Friday afternoon twelve student volunteers take the bus to Qingshi primary school. This is their third term.",
            "Science, art and sports: the students plan the timetable with the teachers of the school. Water rockets, leaf prints and simple "
            "telescopes are the children’s favourite classes.",
        ),
        scene="hills",
        caption="The valley of Qingshi primary school.",
        **IN_ENGLISH,
    ),
    Told(
        day="10-28",
        subject="News",
        unit="国际交流合作处",
        headline="Exchange agreements signed with three universities abroad",
        paragraphs=(
            "On 28 October the university signed exchange agreements with three universities abroad. Each year undergraduates will spend a "
            "term at the partner university, and the credits will be recognised.",
            "The first students will be selected in March; the rules will be announced by the Office of International Exchange.",
        ),
        scene="campus",
        caption="The Centre of International Exchange.",
        **IN_ENGLISH,
    ),
    Told(
        day="10-20",
        subject="Campus Life",
        unit="国际交流合作处",
        headline="International students learn the art of paper cutting",
        paragraphs=(
            "Twenty international students spent a Saturday with a paper-cutting master of Dongling town and took their first works home.",
        ),
        scene="hall",
        caption="Paper cuts on show in the hall.",
        **IN_ENGLISH,
    ),
)

"""What the demo tells: plainly made up, and the same for the same day."""

from dataclasses import dataclass

TOP = "Fjordvik kommune"
AREAS: dict[str, tuple[str, ...]] = {
    "Oppvekst": ("Barnehage", "Grunnskole", "Barnevern og forebygging"),
    "Helse og mestring": ("Hjemmetjenesten", "Sykehjem"),
    "NAV": (),
    "Teknisk": ("Vann og avløp", "Bygg og eiendom"),
    "Kultur og samfunn": (),
    "Økonomi og virksomhetsstyring": (),
}
FIRST = [
    "Anne",
    "Bjørn",
    "Cecilie",
    "David",
    "Eva",
    "Fredrik",
    "Guro",
    "Halvor",
    "Inger",
    "Jon",
    "Kari",
    "Lars",
    "Mona",
    "Nils",
    "Oda",
    "Per",
    "Randi",
    "Stein",
    "Tove",
    "Ulf",
]
LAST = [
    "Bakken",
    "Dahl",
    "Eide",
    "Fossum",
    "Granli",
    "Haugen",
    "Iversen",
    "Jakobsen",
    "Kvam",
    "Lunde",
    "Moen",
    "Nygård",
    "Opsahl",
    "Prestvik",
    "Rønning",
]

PRIORITIES = (
    ("Trygg oppvekst", "Kommuneplanen, mål 2"),
    ("Leve hjemme lenger", "Kommuneplanen, mål 3"),
    ("Rekruttering og tid til det viktigste", "Kommuneplanen, mål 5"),
    ("En økonomi som tåler mer", "Økonomiplanen"),
    ("Klima og arealbruk", "Kommuneplanen, mål 6"),
)


@dataclass(frozen=True)
class Leader:
    """One leader in the group of nine: how they see it, in their own words."""

    name: str
    title: str
    area: str
    clear: int
    convinced: int
    words: str
    mark: str = "same"
    reply: str = ""
    wrong: tuple[int, ...] = ()  # statements that they took otherwise than meant


LEADERS = (
    Leader(
        "Gunnar Demo Vik",
        "Kommunalsjef oppvekst",
        "Oppvekst",
        9,
        9,
        "Vi velger bort, og følger opp det vi har valgt. Barna merker det hvis vi holder oss til få ting.",
    ),
    Leader(
        "Helga Demo Strand",
        "NAV-leder",
        "NAV",
        8,
        8,
        "Unge skal slippe å vente. Vi måler ventetiden hver uke, og gjør noe med den.",
    ),
    Leader(
        "Roar Demo Nes",
        "Kommunalsjef helse",
        "Helse og mestring",
        6,
        3,
        "For oss betyr det at vi må rapportere på flere tall ved siden av kvalitetssystemet.",
        "other",
        "Jeg mener det motsatte: tallene dere fører hver uke, skal erstatte månedsrapporten. Skal vi gå gjennom hvilke rapporter som kan bort?",
        (1,),
    ),
    Leader(
        "Tone Demo Aas",
        "Teknisk sjef",
        "Teknisk",
        5,
        4,
        "Vi har planer som går over fire år. Jeg ser ikke hva et mål for fire måneder gir oss ennå.",
        "partly",
        "Planene står. Målene er det dere vil flytte av planen de neste fire månedene.",
        (2, 3),
    ),
    Leader(
        "Erik Demo Lie",
        "Økonomisjef",
        "Økonomi og virksomhetsstyring",
        7,
        5,
        "Færre mål gjør det lettere å se hva pengene går til. Men budsjettet må fortsatt styre.",
        "same",
    ),
    Leader(
        "Nina Demo Berg",
        "Kultursjef",
        "Kultur og samfunn",
        8,
        7,
        "At vi slutter å starte nye prosjekter før de gamle er ferdige.",
        "same",
        "",
        (4,),
    ),
    Leader(
        "Kjetil Demo Ruud",
        "HR-sjef",
        "Økonomi og virksomhetsstyring",
        8,
        6,
        "Det handler om hva vi gjør sammen, ikke om å vurdere den enkelte.",
        "",
    ),
    Leader("Bente Demo Holm", "Kommunalsjef samfunn", "Kultur og samfunn", 0, 0, ""),
    Leader("Arne Demo Sund", "Digitaliseringssjef", "Økonomi og virksomhetsstyring", 0, 0, ""),
)

PURPOSES = (
    ("Vi innfører OKR for å styre bedre etter målene i kommuneplanen.", "Det er ikke vurdering av ansatte.", ""),
    (
        "Vi vil at Fjordvik skal gjøre færre ting samtidig. OKR er måten vi velger de viktigste målene på, og ser sammen om de flytter seg.",
        "Det er ikke vurdering av ansatte.",
        "Vi skriver at det handler om færre ting samtidig, etter innspill fra kommunalsjef oppvekst.",
    ),
    (
        "Vi vil at Fjordvik skal gjøre færre ting samtidig, og at barn og eldre merker det. OKR er måten vi velger de viktigste målene på, og ser sammen om de flytter seg.",
        "Det er ikke vurdering av ansatte, og ikke en rapport til.",
        "Setningen om rapportering kom etter innspill fra kommunalsjef helse. Barn og eldre er nevnt fordi NAV-leder spurte hvem det er for.",
    ),
)
ANSWERED_INPUT = (
    "Hvem er dette for? Jeg finner ikke igjen innbyggerne i teksten.",
    "Godt spørsmål. Nå står barn og eldre i formålet.",
)
WAITING_INPUT = "Hvilke rapporter kan vi slutte med når områdene oppdaterer hver uke?"


@dataclass(frozen=True)
class Result:
    """One key result, and how it goes: values from the start to where the story ends, in equal steps."""

    title: str
    kind: str
    unit: str
    baseline: str
    target: str
    ends: float
    confidence: tuple[int, int]
    notes: tuple[str, ...] = ()
    blocker: str = ""
    silent_weeks: int = 0


@dataclass(frozen=True)
class Goal:
    """One objective of an area in a cycle."""

    area: str
    title: str
    why: str
    serves: tuple[int, ...]
    results: tuple[Result, ...]
    ambition: str = "ambitious"
    draft: bool = False


NOTES = (
    "Vi er i gang, og ser de første tegnene.",
    "Ny vaktordning på plass, køen falt midt i uken.",
    "Stille uke: ferie og sykdom.",
    "Vi prøvde noe nytt på to steder.",
    "Samme nivå som sist. Vi tar det opp på tavlemøtet.",
    "To nye på laget, de er i gang.",
    "Tallet er telt for hånd denne uken.",
    "Det som virker ett sted, prøves nå på to til.",
    "Færre møter ga tid til dette.",
    "Vi trodde det skulle gå fortere.",
)

# Past cycles, oldest first: failure as well as success.
PAST: tuple[tuple[Goal, ...], ...] = (
    (
        Goal(
            "Oppvekst",
            "Foreldre møter én voksen og ikke fem",
            "Familier forteller det samme til fem tjenester.",
            (0,),
            (
                Result(
                    "Familier med én fast kontakt",
                    "increase",
                    "%",
                    "10",
                    "60",
                    24,
                    (7, 3),
                    ("Vi undervurderte hvor mye som må avklares.",),
                ),
                Result("Møter før første tiltak", "reduce", "møter", "5", "2", 4.4, (6, 3)),
            ),
        ),
    ),
    (
        Goal(
            "Oppvekst",
            "Barn får hjelp mens det ennå er lite",
            "Vi griper inn for sent.",
            (0,),
            (
                Result("Dager fra bekymring til samtale", "reduce", "dager", "34", "14", 19, (5, 7)),
                Result("Barnehager med fast lavterskeltilbud", "increase", "barnehager", "2", "9", 7, (6, 8)),
            ),
        ),
        Goal(
            "NAV",
            "Unge vet hva som skjer etter første møte",
            "Mange faller fra mellom første og andre møte.",
            (0, 2),
            (
                Result("Unge som møter til samtale to", "increase", "%", "52", "75", 61, (7, 5)),
                Result("Dager mellom samtale en og to", "reduce", "dager", "28", "10", 12, (6, 8)),
            ),
        ),
    ),
    (
        Goal(
            "Oppvekst",
            "Skolene sier fra tidlig når fravær øker",
            "Fravær blir et problem lenge før vi snakker om det.",
            (0,),
            (
                Result("Skoler som ringer hjem dag tre", "increase", "skoler", "3", "11", 11, (7, 9)),
                Result("Elever med over ti prosent fravær", "reduce", "elever", "186", "140", 151, (6, 7)),
            ),
        ),
        Goal(
            "NAV",
            "Arbeidsgivere sier ja til flere unge",
            "Vi ringer de samme ti bedriftene.",
            (2,),
            (
                Result(
                    "Bedrifter med avtale",
                    "increase",
                    "bedrifter",
                    "10",
                    "40",
                    22,
                    (7, 4),
                    ("Byggenæringen har det travelt og svarer ikke.",),
                ),
                Result("Unge i arbeidsprøving", "increase", "unge", "14", "35", 33, (6, 8)),
            ),
        ),
    ),
)

CURRENT: tuple[Goal, ...] = (
    Goal(
        "Oppvekst",
        "Barn får hjelp tidligere",
        "De som får hjelp tidlig, trenger mindre hjelp senere.",
        (0,),
        (
            Result("Andel som får svar innen to dager", "increase", "%", "41", "75", 66, (6, 8), NOTES),
            Result("Dager fra bekymring til samtale", "reduce", "dager", "19", "10", 11.5, (7, 7), NOTES),
        ),
    ),
    Goal(
        "Oppvekst",
        "Ansatte har tid til de som trenger det mest",
        "Tiden går til det som roper høyest.",
        (0, 2),
        (
            Result("Timer i uken til de tyngste sakene", "increase", "timer", "6", "14", 9.5, (6, 5), NOTES),
            Result("Faste møter som er tatt bort", "steps", "", "", "", 2, (7, 6)),
        ),
        "committed",
    ),
    Goal(
        "NAV",
        "Unge kommer raskere i jobb eller skole",
        "Hver måned uten plan gjør neste steg tyngre.",
        (0, 2),
        (
            Result("Dager fra første møte til plan", "reduce", "dager", "30", "12", 15, (7, 8), NOTES),
            Result("Unge med plan etter to uker", "increase", "%", "35", "70", 63, (6, 8), NOTES),
            Result("Avtale med videregående om felles inntak", "yes_no", "", "", "", 0, (5, 6)),
        ),
    ),
    Goal(
        "Helse og mestring",
        "Flere mestrer livet hjemme",
        "De fleste vil bo hjemme så lenge de kan.",
        (1,),
        (
            Result(
                "Sykefravær i hjemmetjenesten",
                "reduce",
                "%",
                "9.2",
                "7.5",
                9.8,
                (5, 3),
                ("Vi mangler folk på kveld. Det går utover alt annet.",),
                "capacity",
            ),
            Result(
                "Eldre med hverdagsrehabilitering", "increase", "personer", "40", "120", 62, (6, 3), NOTES, "dependency"
            ),
        ),
    ),
    Goal(
        "Helse og mestring",
        "Hjemmetjenesten er et sted folk blir",
        "Vi lærer opp nye hver måned.",
        (2,),
        (
            Result("Ansatte som slutter i løpet av et år", "within", "%", "14", "", 10, (6, 6), NOTES, "", 3),
            Result("Nye som har fast følge de første ukene", "increase", "%", "20", "90", 55, (7, 7), NOTES, "", 3),
        ),
    ),
    Goal(
        "Kultur og samfunn",
        "Flere unge er med på noe på fritiden",
        "Tilbudet når de samme.",
        (0,),
        (Result("Unge i åpne tilbud hver uke", "increase", "unge", "90", "160", 90, (5, 5)),),
        draft=True,
    ),
)

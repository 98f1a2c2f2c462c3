"""The budget decision, drawn by ReportLab: classic cross-reference table, no object stream. Usage: budget-primitif.py OUT.pdf"""
import sys
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONTS = Path("/usr/share/fonts/truetype/liberation")
for name in ("Sans-Regular", "Sans-Bold", "Sans-Italic"):
    pdfmetrics.registerFont(TTFont(name, FONTS / f"Liberation{name}.ttf"))
pdfmetrics.registerFontFamily("Sans-Regular", normal="Sans-Regular", bold="Sans-Bold", italic="Sans-Italic")

INK = colors.HexColor("#1f3d3a")
BODY = ParagraphStyle("body", fontName="Sans-Regular", fontSize=9.6, leading=13.4, alignment=TA_JUSTIFY, spaceAfter=5)
TITLE = ParagraphStyle("title", fontName="Sans-Bold", fontSize=16, leading=20, alignment=TA_CENTER, textColor=INK, spaceAfter=4)
KIND = ParagraphStyle("kind", parent=BODY, alignment=TA_CENTER, textColor=colors.grey, spaceAfter=2)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Sans-Bold", alignment=TA_CENTER, spaceBefore=5, spaceAfter=6)
SIGN = ParagraphStyle("sign", parent=BODY, alignment=TA_CENTER, spaceAfter=0)

SPENDING = [("011", "Charges à caractère général", 1_684_200), ("012", "Charges de personnel", 2_912_500), ("65", "Autres charges de gestion courante", 512_300),
            ("66", "Charges financières", 96_400), ("023", "Virement à la section d’investissement", 534_600)]
INCOME = [("70", "Produits des services et du domaine", 486_900), ("73", "Impôts et taxes", 2_148_302), ("74", "Dotations et participations", 1_902_450),
          ("75", "Autres produits de gestion courante", 118_348), ("002", "Excédent reporté", 1_084_000)]
WORKS = [("20", "Études, dont cour de l’école du Lavoir", 62_000), ("21", "Acquisitions, dont parcelle AB 217", 318_500), ("23", "Travaux en cours", 1_146_000),
         ("16", "Remboursement de la dette", 241_700)]
MEANS = [("021", "Virement de la section de fonctionnement", 534_600), ("10", "Dotations et fonds divers", 386_600), ("13", "Subventions d’investissement", 497_000),
         ("16", "Emprunt", 350_000)]


def euros(amount):
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0€"


def section(title, left, right):
    """Both sides of a section, with equal totals: a budget that does not balance is not written."""
    totals = [sum(a for *_, a in side) for side in (left, right)]
    assert totals[0] == totals[1], (title, totals)
    rows = [[title, "", "Dépenses", "", "", "Recettes"]]
    for (c1, t1, a1), (c2, t2, a2) in zip(left, right, strict=True):
        rows.append([c1, t1, euros(a1), c2, t2, euros(a2)])
    rows.append(["", "Total", euros(totals[0]), "", "Total", euros(totals[1])])
    table = Table(rows, colWidths=[9 * mm, 52 * mm, 24 * mm, 9 * mm, 50 * mm, 24 * mm])
    table.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, -1), "Sans-Regular", 7.9), ("FONT", (0, 0), (-1, 0), "Sans-Bold", 8.4), ("FONT", (0, -1), (-1, -1), "Sans-Bold", 8.2),
        ("BACKGROUND", (0, 0), (-1, 0), INK), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white), ("SPAN", (0, 0), (1, 0)),
        ("ALIGN", (2, 0), (2, -1), "RIGHT"), ("ALIGN", (5, 0), (5, -1), "RIGHT"), ("LINEBELOW", (0, 1), (-1, -2), 0.3, colors.lightgrey),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, INK), ("BACKGROUND", (0, -1), (-1, -1), colors.HexColor("#f4f1e9")), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]))
    return KeepTogether([table, Spacer(1, 5 * mm)])


def frame(canvas, document):
    canvas.setFillColor(INK)
    canvas.rect(0, A4[1] - 24 * mm, A4[0], 24 * mm, stroke=0, fill=1)
    canvas.setFillColor(colors.white)
    canvas.setFont("Sans-Bold", 14)
    canvas.drawString(21 * mm, A4[1] - 14 * mm, "Commune de Sainte-Aubierge-des-Landes")
    canvas.setFont("Sans-Regular", 8.5)
    canvas.drawString(21 * mm, A4[1] - 19 * mm, "Département des Landes · Conseil municipal du 28 avril 2026")
    canvas.setFillColor(colors.grey)
    canvas.drawRightString(A4[0] - 21 * mm, 11 * mm, f"Budget primitif 2026 · page {document.page}")


def text(body, style=BODY):
    return Paragraph(body, style)


story = [
    text("DÉCISION BUDGÉTAIRE", KIND), text("Budget principal 2026 : adoption du budget primitif", TITLE), Spacer(1, 3 * mm),
    text("<i>Rapporteur : Octave Lesbarrères, adjoint aux finances. En exercice : 27. Présents : 24. Pouvoirs : 2. Votants : 26.</i>"),
    text("Vu le code général des collectivités territoriales, notamment ses articles L. 1612-2, L. 2311-1 et L. 2312-1 à L. 2312-3 ;"),
    text("Vu l’instruction budgétaire et comptable M57 ;"),
    text("Vu le débat d’orientation budgétaire tenu le 9 avril 2026 ;"),
    text("Considérant que le projet est équilibré en chacune de ses sections, et que le remboursement de la dette est couvert par des recettes propres ;"),
    text("APRÈS EN AVOIR DÉLIBÉRÉ, LE CONSEIL MUNICIPAL", HEAD),
    text("<b>Article 1er.</b> Adopte, chapitre par chapitre, le budget primitif de l’exercice 2026 ainsi présenté :"), Spacer(1, 2 * mm),
    section("Fonctionnement", SPENDING, INCOME), section("Investissement", WORKS, MEANS),
    text("<b>Article 2.</b> Autorise la maire à virer des crédits de chapitre à chapitre, hors charges de personnel, dans la limite de 5 % des dépenses "
         "réelles de chaque section."),
    text("<b>Article 3.</b> Approuve la liste des opérations d’investissement annexée à la présente décision."),
    text("<b>Vote : adopté par 24 voix pour et 2 voix contre.</b>"),
    KeepTogether([Table([["", [text("Sainte-Aubierge-des-Landes, le 28 avril 2026", SIGN), text("La maire", SIGN), Spacer(1, 17 * mm),
                               text("<b>Maylis Castagnède</b>", SIGN)]]], colWidths=[90 * mm, 78 * mm])]),
]
SimpleDocTemplate(sys.argv[1], pagesize=A4, leftMargin=21 * mm, rightMargin=21 * mm, topMargin=32 * mm, bottomMargin=17 * mm, invariant=1, lang="fr-FR",
                  title="Budget primitif 2026", author="Commune de Sainte-Aubierge-des-Landes").build(story, onFirstPage=frame, onLaterPages=frame)

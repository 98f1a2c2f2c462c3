"""A short individual order, drawn by fpdf2. Usage: debit-de-boissons.py OUT.pdf"""
import sys
from datetime import datetime, timezone

from fpdf import FPDF

FONTS = "/usr/share/fonts/truetype/liberation/LiberationSerif-"
ARTICLES = [
    "Mme Ghislaine Pémartin, présidente de l’association Les Amis du Lavoir, est autorisée à ouvrir un débit de boissons temporaire des groupes un et "
    "trois, place du Lavoir, à l’occasion de la fête des Gemmeurs.",
    "L’autorisation vaut du samedi 30 mai 2026 à 17 heures au dimanche 31 mai 2026 à 1 heure.",
    "La bénéficiaire affiche les dispositions relatives à la répression de l’ivresse publique et à la protection des mineurs, et met de l’eau fraîche à "
    "la disposition de tous, sans frais.",
    "Le niveau sonore est réduit à partir de minuit. La voie laissée aux secours, large de quatre mètres, reste libre en tout temps.",
    "Le présent arrêté sera notifié à l’intéressée et transmis à la gendarmerie. Il peut être contesté devant le tribunal administratif de Pau dans "
    "les deux mois de sa notification.",
]
GROUNDS = [
    "Vu le code général des collectivités territoriales, notamment ses articles L. 2212-1 et L. 2212-2 ;",
    "Vu le code de la santé publique, notamment ses articles L. 3321-1, L. 3334-2 et L. 3342-1 ;",
    "Vu l’arrêté préfectoral relatif à la police des débits de boissons dans les Landes ;",
    "Vu la demande reçue le 22 avril 2026 ;",
    "Considérant qu’il s’agit de la deuxième des cinq autorisations annuelles que l’association peut obtenir ;",
]


class Order(FPDF):
    def header(self):
        self.image("embleme.svg", x=97, y=12, h=20)
        self.set_y(34)
        self.set_font("deed", "", 10)
        self.cell(0, 6, "Département des Landes", align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_font("deed", "B", 15)
        self.set_text_color(31, 61, 58)
        self.cell(0, 8, "Commune de Sainte-Aubierge-des-Landes", align="C", new_x="LMARGIN", new_y="NEXT")
        self.set_text_color(20)
        self.set_draw_color(31, 61, 58)
        self.line(60, 50, 150, 50)


page = Order()
page.set_creation_date(datetime(2026, 5, 6, 9, tzinfo=timezone.utc))
page.set_lang("fr-FR")
page.set_title("Débit de boissons temporaire, fête des Gemmeurs")
for style, face in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
    page.add_font("deed", style, f"{FONTS}{face}.ttf")
page.set_margins(26, 20)
page.add_page()
page.set_y(56)
page.set_font("deed", "B", 14)
page.multi_cell(0, 7.5, "Arrêté autorisant l’ouverture\nd’un débit de boissons temporaire", align="C", new_x="LMARGIN", new_y="NEXT")
page.ln(5)
page.set_font("deed", "", 11)
page.multi_cell(0, 5.6, "La maire de Sainte-Aubierge-des-Landes,", new_x="LMARGIN", new_y="NEXT")
page.ln(1.5)
for ground in GROUNDS:
    page.multi_cell(0, 5.6, ground, new_x="LMARGIN", new_y="NEXT")
    page.ln(1.5)
page.ln(2)
page.set_font("deed", "B", 12)
page.cell(0, 8, "A R R Ê T E", align="C", new_x="LMARGIN", new_y="NEXT")
page.ln(2)
page.set_font("deed", "", 11)
for number, article in enumerate(ARTICLES, 1):
    page.multi_cell(0, 5.6, f"**Article {'1er' if number == 1 else number}.** {article}", markdown=True, new_x="LMARGIN", new_y="NEXT")
    page.ln(2)
page.ln(4)
page.set_x(105)
page.multi_cell(80, 5.6, "Fait le 6 mai 2026\nLa maire", align="C", new_x="LMARGIN", new_y="NEXT")
page.ln(19)
page.set_x(105)
page.set_font("deed", "B", 11)
page.cell(80, 6, "Maylis Castagnède", align="C")
page.output(sys.argv[1])

#!/usr/bin/env bash
# Makes the PDFs of samples/ anew from the sources beside this script: samples/source/make.sh [NAME…]
# Needs LibreOffice (writer, calc), Chromium, pdfTeX, Ghostscript, qpdf, rsvg-convert, and the wheels typst, weasyprint, reportlab, fpdf2, pikepdf.
set -euo pipefail
cd "$(dirname "$0")"
export SOURCE_DATE_EPOCH=1777366800 # 28 April 2026
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

office() { # SOURCE FILTER
    soffice -env:UserInstallation="file://$work/office" --headless --convert-to "pdf:$2" --outdir "$work" "$1" >/dev/null
    mv "$work/$(basename "${1%.*}").pdf" "$out"
}
browser() { # SOURCE OUT
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$2" "file://$PWD/$1" >/dev/null 2>&1
}
typeset() { # SOURCE OUT
    python3 -c 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["a-2b"])' "$1" "$2"
}

make_one() {
    out=../$1.pdf
    case $1 in
        reglement-interieur) # object streams, tagged, PDF/A-2b
            office reglement-interieur.fodt 'writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}' ;;
        operations-investissement) # classic table, one landscape page
            office operations-investissement.fods calc_pdf_Export ;;
        tarifs-restauration-scolaire) typeset tarifs-restauration-scolaire.typ "$out" ;;
        subvention-club-nautique) browser subvention-club-nautique.html "$out" ;;
        preemption-ab-217) # linearised, object streams
            browser preemption-ab-217.html "$work/print.pdf"
            qpdf --deterministic-id --linearize --object-streams=generate "$work/print.pdf" "$out" ;;
        taux-fiscalite) python3 -m weasyprint --pdf-variant pdf/a-3b taux-fiscalite.html "$out" ;;
        circulation-rue-des-gemmeurs) # distilled again by Ghostscript, PDF 1.4, classic table
            python3 -m weasyprint circulation-rue-des-gemmeurs.html "$work/order.pdf"
            gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=pdfwrite -dCompatibilityLevel=1.4 -sOutputFile="$out" "$work/order.pdf" ;;
        plan-gemmeurs) rsvg-convert -f pdf -o "$out" plan-gemmeurs.svg ;; # cairo
        budget-primitif) python3 budget-primitif.py "$out" ;;
        debit-de-boissons) python3 debit-de-boissons.py "$out" ;;
        delegation-adjoint) # object streams of pdfTeX
            rsvg-convert -f pdf -o "$work/embleme.pdf" embleme.svg
            TEXINPUTS="$work:" pdflatex -interaction=batchmode -output-directory="$work" delegation-adjoint.tex >/dev/null
            mv "$work/delegation-adjoint.pdf" "$out" ;;
        convention-etang) # an image, classic table
            rsvg-convert -w 2200 -o plan-etang.png plan-etang.svg
            typeset convention-etang.typ "$work/convention.pdf"
            rm plan-etang.png
            qpdf --deterministic-id --object-streams=disable "$work/convention.pdf" "$out" ;;
        redevance-dechets) # cross-reference stream, rewritten by pikepdf
            typeset redevance-dechets.typ "$work/fee.pdf"
            python3 -c 'import sys, pikepdf; pikepdf.open(sys.argv[1]).save(sys.argv[2], deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)' \
                "$work/fee.pdf" "$out" ;;
        *) echo "make.sh: no source named $1" >&2; return 1 ;;
    esac
}

all=(reglement-interieur operations-investissement tarifs-restauration-scolaire subvention-club-nautique preemption-ab-217 taux-fiscalite
    circulation-rue-des-gemmeurs plan-gemmeurs budget-primitif debit-de-boissons delegation-adjoint convention-etang redevance-dechets)
for name in "${@:-${all[@]}}"; do make_one "$name"; done

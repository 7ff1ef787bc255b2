#!/usr/bin/env python3
"""Makes the Word copies of this folder: the department's example as it is exported, edited as a leader would.

Needs python-docx and LibreOffice:  tests/edited/make.py PROGRAM
where PROGRAM is the built program. The names say what was done; the tests say what must be found.
"""

import copy
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HERE = Path(__file__).resolve().parent
DRAFT = HERE.parent.parent / "assets/examples/wenzhou-2022.ron"


def text_of(paragraph):
    return "".join(t.text or "" for t in paragraph._p.iter(qn("w:t")))


def find(document, words):
    return next(p for p in document.paragraphs if words in text_of(p))


def replace(paragraph, old, new):
    """Types over words, wherever the runs begin and end; the first run keeps all."""
    whole = text_of(paragraph)
    assert old in whole, (old, whole)
    texts = list(paragraph._p.iter(qn("w:t")))
    texts[0].text = whole.replace(old, new, 1)
    for t in texts[1:]:
        t.text = ""


def after(paragraph, words):
    new = copy.deepcopy(paragraph._p)
    paragraph._p.addnext(new)
    texts = list(new.iter(qn("w:t")))
    texts[0].text = words
    for t in texts[1:]:
        t.text = ""


def cell(document, table, row, column):
    return document.tables[table].rows[row].cells[column]


def set_cell(box, words):
    texts = list(box._tc.iter(qn("w:t")))
    texts[0].text = words


def mark(name, author, number):
    element = OxmlElement(name)
    element.set(qn("w:id"), str(number))
    element.set(qn("w:author"), author)
    element.set(qn("w:date"), "2023-01-10T09:00:00Z")
    return element


def run_of(words, name="w:t"):
    run, text = OxmlElement("w:r"), OxmlElement(name)
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def track(paragraph, old, new, author):
    """Replaces words as Word does while changes are tracked."""
    whole = text_of(paragraph)
    before, behind = whole.split(old, 1)
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr"):
            paragraph._p.remove(child)
    gone, come = mark("w:del", author, 901), mark("w:ins", author, 902)
    gone.append(run_of(old, "w:delText"))
    come.append(run_of(new))
    for child in (run_of(before), gone, come, run_of(behind)):
        paragraph._p.append(child)


def gone_whole(paragraph, author):
    """Takes a paragraph out with its end, tracked."""
    settings = paragraph._p.get_or_add_pPr()
    look = OxmlElement("w:rPr")
    look.append(mark("w:del", author, 903))
    settings.append(look)
    words = text_of(paragraph)
    for child in list(paragraph._p):
        if child.tag != qn("w:pPr"):
            paragraph._p.remove(child)
    removed = mark("w:del", author, 904)
    removed.append(run_of(words, "w:delText"))
    paragraph._p.append(removed)


def untracked(document):
    texts = [p for p in document.paragraphs if len(text_of(p)) > 60]
    replace(find(document, "16件"), "16件", "18件")
    first = text_of(texts[-1])
    # Split one paragraph after its first sentence, drop one, put one in.
    at = first.index("。") + 1
    after(texts[-1], first[at:])
    replace(texts[-1], first, first[:at])
    after(texts[1], "局领导多次听取政务公开工作汇报，研究解决重点难点问题。")
    texts[-2]._p.getparent().remove(texts[-2]._p)
    box = next(c for r in document.tables[1].rows for c in r.cells if c.text == "16")
    set_cell(box, "18")
    document.paragraphs[-1]._p.addnext(copy.deepcopy(texts[0]._p))




def tracked(document):
    track(find(document, "16件"), "16件", "18件", "王局长")
    texts = [p for p in document.paragraphs if len(text_of(p)) > 60]
    gone_whole(texts[-2], "李处长")
    document.add_comment(texts[0].runs, text="这一段太长，压缩到三行", author="王局长", initials="王")


def marks(document):
    # The example has half-width commas, as it was published.
    replace(find(document, "2022年,"), "2022年,", "2022年，")


EDITS = {"untracked": untracked, "tracked": tracked, "marks": marks}


def office(source, folder):
    command = ["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        plain = folder / "plain.docx"
        subprocess.run([program, "export", str(DRAFT), str(plain)], check=True, stdout=subprocess.DEVNULL)
        for name, edit in EDITS.items():
            document = docx.Document(str(plain))
            edit(document)
            document.save(str(HERE / f"{name}.docx"))
        out = folder / "office"
        os.mkdir(out)
        for source in (plain, HERE / "untracked.docx", HERE / "tracked.docx"):
            office(source, out)
            (out / source.name).replace(HERE / f"office-{source.name}")


if __name__ == "__main__":
    main(sys.argv[1])

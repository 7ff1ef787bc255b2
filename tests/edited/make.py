#!/usr/bin/env python3
"""Makes the Word copies of this folder: the department's example as it is exported, edited as a leader would.

Needs python-docx and LibreOffice:  tests/edited/make.py PROGRAM
where PROGRAM is the built program. The names say what was done; the tests say what must be found.
"""

import copy
import os
import re
import subprocess
import sys
import tempfile
import zipfile
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


def moved(document):
    """Moves a paragraph up while changes are tracked, as Word does it."""
    texts = [p for p in document.paragraphs if len(text_of(p)) > 60]
    source, target = texts[-2], texts[2]
    come = copy.deepcopy(source._p)
    target._p.addprevious(come)
    for paragraph, name, number in ((source._p, "w:moveFrom", 910), (come, "w:moveTo", 920)):
        words = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        settings = paragraph.get_or_add_pPr()
        look = OxmlElement("w:rPr")
        look.append(mark(name, "李处长", number))
        settings.append(look)
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
        start, end = mark(f"{name}RangeStart", "李处长", number + 1), OxmlElement(f"{name}RangeEnd")
        start.set(qn("w:name"), "move1")
        end.set(qn("w:id"), str(number + 1))
        whole = mark(name, "李处长", number + 2)
        whole.append(run_of(words))
        for child in (start, whole, end):
            paragraph.append(child)


def heading(document):
    replace(find(document, "五、存在的主要问题"), "五、存在的主要问题", "五、工作中存在的主要问题")


def wps(document):
    """What WPS leaves behind: no rsid, fonts and languages on every run, runs cut anywhere, a bookmark of its own."""
    track(find(document, "16件"), "16件", "18件", "王局长")
    box = next(c for r in document.tables[1].rows for c in r.cells if c.text == "16")
    set_cell(box, "18")
    document.add_comment(
        find(document, "五、存在的主要问题").runs, text="再具体些", author="王局长", initials="")
    for run in list(document.element.body.iter(qn("w:r"))):
        cut(run)
    first = next(document.element.body.iter(qn("w:p")))
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        bookmark = OxmlElement(name)
        bookmark.set(qn("w:id"), "0")
        if name == "w:bookmarkStart":
            bookmark.set(qn("w:name"), "_GoBack")
        first.append(bookmark)


def cut(run):
    """Cuts a run into pieces of a few characters, each with a look of its own."""
    text = run.find(qn("w:t"))
    has_more = len([child for child in run if child.tag != qn("w:rPr")]) > 1
    if text is None or not text.text or has_more:
        return
    words, last = text.text, run
    for at in range(0, len(words), 3):
        piece = copy.deepcopy(run)
        piece.find(qn("w:t")).text = words[at : at + 3]
        piece.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        look = piece.find(qn("w:rPr"))
        if look is None:
            look = OxmlElement("w:rPr")
            piece.insert(0, look)
        fonts = look.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            look.insert(0, fonts)
        fonts.set(qn("w:hint"), "eastAsia")
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
        look.append(language)
        last.addnext(piece)
        last = piece
    run.getparent().remove(run)


def as_wps_names_it(path):
    """Gives the file the names of WPS: its own namespace on the root, and who wrote it."""
    with zipfile.ZipFile(path) as old:
        parts = [(item, old.read(item)) for item in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item, content in parts:
            if item.filename == "word/document.xml":
                own = b' xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
                content = content.replace(b"<w:document", b"<w:document" + own, 1)
            if item.filename == "docProps/app.xml":
                content = re.sub(b"<Application>.*?</Application>",
                                 "<Application>WPS Office_11.8.2.10125_F1E327BC</Application>".encode(), content)
            new.writestr(item, content)


EDITS = {
    "untracked": untracked,
    "tracked": tracked,
    "marks": marks,
    "moved": moved,
    "heading": heading,
    "wps": wps,
}


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
        as_wps_names_it(HERE / "wps.docx")
        out = folder / "office"
        os.mkdir(out)
        for source in (plain, HERE / "untracked.docx", HERE / "tracked.docx", HERE / "moved.docx"):
            office(source, out)
            (out / source.name).replace(HERE / f"office-{source.name}")


if __name__ == "__main__":
    main(sys.argv[1])

"""A flow file with every kind of mistake: each is said with its place, and none stops the program badly."""
import shutil
import unittest

from program import FLOWS, ProgramTest

GOOD = """flow: mistake
title: A mistake
keywords: mistake
review: none
start: one
nodes:
  one:
    ask: How is it now?
    choices:
      fine: {label: Fine, next: two}
    skip: two
  two:
    say: All right.
    next: bye
  bye:
    end: true
"""

MISTAKES = {
    "nothing in it": "",
    "only a comment": "# soon",
    "no mapping": "- one\n- two\n",
    "not YAML": GOOD.replace("title: A mistake", "title: 'A mistake"),
    "a tab": GOOD.replace("  one:", "\tone:"),
    "an alias": GOOD.replace("say: All right.", "say: &a All right.").replace("end: true", "say: *a"),
    "an alias bomb": "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n" + GOOD,
    "deep nesting": "[" * 5000,
    "a key twice": GOOD + "  bye:\n    end: true\n",
    "two documents": GOOD + "---\n" + GOOD,
    "a tag": GOOD.replace("say: All", "say: !!python/object All"),
    "not UTF-8": GOOD.encode().replace(b"All right", b"All\xff right"),
    "a NUL": GOOD.replace("All right", "All\0 right"),
    "over a mebibyte": GOOD + "#" * 2**20,
    "another name than the file": GOOD.replace("flow: mistake", "flow: other"),
    "no title": GOOD.replace("title: A mistake\n", ""),
    "no nodes": GOOD[:GOOD.index("nodes:")],
    "an unknown start": GOOD.replace("start: one", "start: none"),
    "an unknown key": GOOD.replace("    next: bye", "    nxt: bye"),
    "an unknown node": GOOD.replace("next: bye", "next: by"),
    "an unknown flow": GOOD.replace("say: All right.", "call: nowhere-at-all"),
    "two kinds in a node": GOOD.replace("say: All right.", "say: All right.\n    end: true"),
    "no kind in a node": GOOD.replace("say: All right.\n    ", ""),
    "a dead end": GOOD.replace("    next: bye\n", ""),
    "no way out of a question": GOOD.replace("    skip: two\n", ""),
    "a node that nothing leads to": GOOD.replace("next: bye", "next: end").replace("  bye:", "  end:\n    end: true\n  bye:"),
    "a loop without a wait": GOOD.replace("next: bye", "next: three").replace("  bye:", "  three:\n    say: And on.\n    next: two\n  bye:"),
    "a variable that nothing sets": GOOD.replace("All right.", "All right, {nobody}."),
    "an open brace": GOOD.replace("All right.", "All {right."),
    "a wait of nothing": GOOD.replace("say: All right.", "pace: {times: 1, lines: [{say: In, wait: soon}]}"),
    "words that push": GOOD.replace("All right.", "You should just try to relax!"),
    "too long for a message": GOOD.replace("All right.", "All right. " * 250),
    "a deed of the bot's own": GOOD.replace("say: All right.", "act: forget"),
}


class Mistakes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.flows = self.folder / "flows"
        shutil.copytree(FLOWS, self.flows)
        self.file = self.flows / "mistake.yaml"

    def write(self, text):
        self.file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def test_the_flow_without_a_mistake_passes(self):
        self.write(GOOD)
        done = self.run_mooring("check", self.flows)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_each_is_named_with_its_place(self):
        for name, text in MISTAKES.items():
            with self.subTest(name):
                self.write(text)
                done = self.run_mooring("check", self.flows)
                self.assert_ends(done, 1)
                self.assertRegex(done.stdout.decode(), rf"(?m)^{self.file}:(\d+:){{0,2}} error M\d\d\d: .+$")

    def test_what_can_not_be_read_is_not_run(self):
        self.write(MISTAKES["not YAML"])
        done = self.run_mooring("chat", "--memory", "--json", "--flows", self.flows, stdin=b"menu\n")
        self.assert_ends(done, 2)
        self.assertIn(b"mooring check", done.stderr)

    def test_a_helpline_file_with_a_mistake_is_named(self):
        for text in ("", "{", "[" * 100000, '{"lines": 5}', '{"countries": [], "lines": [{"id": "a"}]}'):
            with self.subTest(text[:20]):
                (self.flows / "helplines.json").write_text(text)
                done = self.run_mooring("check", self.flows)
                self.assert_ends(done, 1)
                self.assertIn(b"helplines.json:", done.stdout)

    def test_a_file_in_the_place_of_the_folder_is_said(self):
        self.assert_ends(self.run_mooring("check", self.file), 2)


if __name__ == "__main__":
    unittest.main()

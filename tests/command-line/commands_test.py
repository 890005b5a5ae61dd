import json
import pathlib
import shutil
import subprocess
import unittest

from program import FLOWS, MOORING, ProgramTest, text_of

COMMANDS = ["chat", "check", "test", "graph", "extract", "scan", "helplines", "forget", "export", "man", "completion", "run",
            "config generate", "config check", "matrix login", "signal link", "signal register", "signal captcha", "doctor"]


class Usage(ProgramTest):
    def test_help_is_everywhere(self):
        for command in [[]] + [command.split() for command in COMMANDS]:
            with self.subTest(command):
                done = self.run_mooring(*command, "--help")
                self.assert_ends(done, 0)
                self.assertIn(b"--help", done.stdout)

    def test_wrong_use_is_one_sentence(self):
        for arguments in [[], ["sing"], ["chat", "--loud"], ["graph"], ["graph", "menu", "--format", "oil"], ["helplines"],
                          ["forget", "--channel", "terminal"], ["completion", "tcsh"], ["scan", "one", "two"], ["run"],
                          ["config"], ["config", "check"], ["config", "mend"], ["matrix"], ["matrix", "login"], ["signal"],
                          ["signal", "link"], ["signal", "sing"], ["doctor"], ["doctor", "-c", "nowhere.yaml"]]:
            with self.subTest(arguments):
                self.assert_ends(self.run_mooring(*arguments), 2)

    def test_the_version_is_told(self):
        self.assertRegex(self.run_mooring("--version").stdout.decode(), r"^mooring \d+\.\d+\.\d+\n$")

    def test_a_missing_flow_folder_is_said(self):
        for command in (["check"], ["test"], ["extract"], ["scan"], ["graph", "menu"], ["chat", "--memory"]):
            with self.subTest(command):
                done = self.run_mooring(*command, "--flows", self.folder / "nowhere")
                self.assert_ends(done, 2)
                self.assertIn(b"nowhere", done.stderr)

    def test_the_man_page_and_completion_know_every_command(self):
        for arguments in (["man"], ["completion", "bash"], ["completion", "zsh"], ["completion", "fish"]):
            text = self.run_mooring(*arguments).stdout.decode()
            for command in COMMANDS:
                for word in command.split():
                    self.assertIn(word, text)
            self.assertIn("coverage", text)

    def test_bash_takes_the_completion(self):
        script = self.run_mooring("completion", "bash").stdout + b"""
COMP_WORDS=(mooring te); COMP_CWORD=1; _mooring; echo "${COMPREPLY[@]}"
COMP_WORDS=(mooring test --co); COMP_CWORD=2; _mooring; echo "${COMPREPLY[@]}"
COMP_WORDS=(mooring matrix lo); COMP_CWORD=2; _mooring; echo "${COMPREPLY[@]}"
"""
        done = subprocess.run(["bash", "-eu"], input=script, capture_output=True, check=False)
        self.assertEqual((done.stdout, done.stderr), (b"test\n--coverage\nlogin\n", b""))


class Scan(ProgramTest):
    LINES = "I want to kill myself\nthree grey stones\n\n"

    def test_columns_name_level_kind_and_rule(self):
        done = self.run_mooring("scan", stdin=self.LINES.encode())
        self.assert_ends(done, 0)
        first, second, third = (line.split("\t") for line in done.stdout.decode().splitlines())
        self.assertEqual(first[:2], ["crisis", "suicide"])
        self.assertTrue(first[2])
        self.assertEqual(second, ["none", "", ""])
        self.assertEqual(third, ["none", "", ""])

    def test_json_repeats_the_text(self):
        done = self.run_mooring("scan", "--json", stdin=self.LINES.encode())
        objects = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual([o["text"] for o in objects], self.LINES.split("\n")[:3])
        self.assertEqual([o["level"] for o in objects], ["crisis", "none", "none"])
        self.assertEqual(list(objects[0]), ["text", "level", "kind", "rule"])

    def test_a_file_is_read_like_standard_input(self):
        file = self.folder / "lines.txt"
        file.write_text(self.LINES, encoding="utf-8")
        from_file, from_input = self.run_mooring("scan", file), self.run_mooring("scan", "-", stdin=self.LINES.encode())
        self.assertEqual(from_file.stdout, from_input.stdout)

    def test_what_is_no_file_is_said(self):
        self.assert_ends(self.run_mooring("scan", self.folder / "none.txt"), 2)
        self.assert_ends(self.run_mooring("scan", self.folder), 2)


class Helplines(ProgramTest):
    def test_source_and_date_stand_with_each(self):
        done = self.run_mooring("helplines", "--country", "GB", "--json")
        self.assert_ends(done, 0)
        lines = json.loads(done.stdout)
        self.assertIn("116 123", json.dumps(lines))
        for line in lines:
            self.assertTrue(line["source"], line)
            self.assertIn("verified_at", line)  # empty where nobody knows when
        plain = self.run_mooring("helplines", "--country", "united kingdom").stdout.decode()
        for line in lines:
            self.assertIn(line["name"], plain)

    def test_one_kind_alone(self):
        lines = json.loads(self.run_mooring("helplines", "--country", "GB", "--kind", "sexual_violence", "--json").stdout)
        self.assertTrue(lines)
        for line in lines:
            self.assertIn("sexual_violence", line["kinds"])

    def test_an_unknown_country_or_kind_is_said(self):
        self.assert_ends(self.run_mooring("helplines", "--country", "Atlantis"), 2)
        self.assert_ends(self.run_mooring("helplines", "--country", "GB", "--kind", "weather"), 2)


class Authoring(ProgramTest):
    def copied_flows(self):
        flows = self.folder / "flows"
        shutil.copytree(FLOWS, flows)
        return flows

    def test_our_own_conversations_pass(self):
        self.assert_ends(self.run_mooring("check", FLOWS), 0)

    def test_every_node_and_choice_is_visited_by_a_transcript(self):
        done = self.run_mooring("test", FLOWS, "--coverage")
        self.assertEqual(done.returncode, 0, done.stdout.decode()[-4000:])

    def test_a_transcript_that_differs_is_shown_and_can_be_rewritten(self):
        flows = self.copied_flows()
        shutil.rmtree(flows / "tests")
        file = flows / "tests/menu/hello.yaml"
        file.parent.mkdir(parents=True)
        file.write_text("# mine\nabout: A start\nturns:\n  # a comment\n  - you: menu\n    bot: [not this]\n  - {you: stop}\n")
        done = self.run_mooring("test", flows)
        self.assert_ends(done, 1)
        self.assertIn(f"{file}:5: ".encode(), done.stdout)
        self.assertIn(b"  - - not this", done.stdout)
        self.assert_ends(self.run_mooring("test", "--update", flows), 0)
        text = file.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("# mine\nabout: A start\nturns:\n  # a comment\n  - you: menu\n    bot:\n      - "), text)
        self.assert_ends(self.run_mooring("test", flows), 0)
        self.assertNotIn(str(file).encode(), self.run_mooring("test", "--update", flows).stdout)

    def test_what_is_never_visited_is_named(self):
        flows = self.copied_flows()
        for file in (flows / "tests").glob("*/*.yaml"):
            file.unlink()
        (flows / "tests/menu").mkdir(exist_ok=True)
        (flows / "tests/menu/hello.yaml").write_text("turns: [{you: menu}]\n")
        done = self.run_mooring("test", "--update", "--coverage", flows)
        self.assert_ends(done, 1)
        self.assertIn(b"never visited: grounding/", done.stdout)

    def test_a_conversation_is_drawn(self):
        self.assertIn(b"flowchart", self.run_mooring("graph", "grounding").stdout)
        self.assertIn(b"digraph", self.run_mooring("graph", "grounding", "--format", "dot").stdout)
        self.assert_ends(self.run_mooring("graph", "gronding"), 2)
        svg = self.run_mooring("graph", "grounding", "--format", "svg")
        if shutil.which("dot"):
            self.assertIn(b"<svg", svg.stdout)
        else:
            self.assert_ends(svg, 2)
            self.assertIn(b"graphviz", svg.stderr)

    def test_translators_get_every_text(self):
        text = self.run_mooring("extract").stdout.decode()
        self.assertIn('msgctxt "grounding//title"', text)


class Person(ProgramTest):
    WHO = ("--channel", "terminal", "--address", "local")

    def test_what_is_kept_is_exported_and_erased(self):
        self.chat("menu")
        done = self.run_mooring("export", *self.WHO, "--data", self.data)
        self.assert_ends(done, 0)
        self.assertEqual(list(json.loads(done.stdout))[:3], ["last_message", "person", "notebook"])
        self.assert_ends(self.run_mooring("forget", *self.WHO, "--data", self.data), 0)
        self.assert_ends(self.run_mooring("export", *self.WHO, "--data", self.data), 1)
        self.assert_ends(self.run_mooring("forget", *self.WHO, "--data", self.data), 1)

    def test_a_folder_without_data_stays_as_it_is(self):
        self.assert_ends(self.run_mooring("forget", *self.WHO, "--data", self.folder), 2)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_data_is_where_xdg_says(self):
        self.run_mooring("chat", "--json", "--fast", stdin=b"menu\n")
        self.assertTrue((self.folder / ".local/state/mooring").is_dir())

    def test_memory_leaves_nothing(self):
        self.run_mooring("chat", "--memory", "--json", "--fast", stdin=b"menu\n")
        self.assertEqual(list(self.folder.iterdir()), [])


class Chat(ProgramTest):
    def test_a_conversation_goes_on_after_a_restart(self):
        first = self.chat("grounding")[0]
        self.assertEqual(first["flow"], "grounding")
        again = self.chat("5")[0]
        self.assertEqual(again["flow"], "grounding")
        self.assertNotEqual(again["node"], first["node"])

    def test_a_crisis_comes_first_and_names_the_country_s_number(self):
        answer = self.chat("menu", "I want to kill myself", arguments=("--country", "GB"))[1]
        self.assertEqual(answer["risk"], {"level": "crisis", "kind": "suicide"})
        self.assertTrue(answer["replies"][0]["urgent"])
        self.assertIn("116 123", text_of(answer))

    def test_what_was_said_is_in_no_core_dump(self):
        with subprocess.Popen([MOORING, "chat", "--json", "--fast", "--memory"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as chat:
            chat.stdin.write(b"menu\n")
            chat.stdin.flush()
            chat.stdout.readline()
            limits = pathlib.Path(f"/proc/{chat.pid}/limits").read_text(encoding="ascii")
            chat.stdin.close()
        self.assertRegex(limits, r"Max core file size +0 +0 ")


if __name__ == "__main__":
    unittest.main()

"""Answers what Nova's own functions do with descriptors.

    askNova.py HOST_MODULE

Standard input: JSON, {"texts": [...], "questions": [[architecture, machine, secure boot], ...], "folders": [...]}. Standard output: JSON,
{"texts": for each text the answers to all questions, "folders": the answers to all questions with the files of the folders}. An answer is
the pair of images, "none", or "error". The two functions are taken out of the module, and run without the rest of Nova.
"""

import ast
import fnmatch
import glob
import io
import json
import os
import sys
import typing


class Exceptions:
    class InternalError(Exception):
        pass

    class UEFINotSupported(Exception):
        pass


class Json:
    @staticmethod
    def load(file):
        return json.loads(file.read().decode("utf-8"))


def take_functions(path, folders):
    with open(path, encoding="utf-8") as file:
        module = ast.parse(file.read())
    host = next(node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Host")
    wanted = [
        next(node for node in part.body if isinstance(node, ast.FunctionDef) and node.name == name)
        for part, name in ((module, "_get_loaders"), (host, "get_loader"))
    ]
    names = {
        "QEMU_FIRMWARE_DESCRIPTOR_PATHS": folders,
        "_": str,
        "exception": Exceptions,
        "fnmatch": fnmatch,
        "glob": glob,
        "jsonutils": Json,
        "os": os,
        "ty": typing,
    }
    exec(compile(ast.Module(body=wanted, type_ignores=[]), path, "exec"), names)
    return names["_get_loaders"], names["get_loader"]


class Host:
    def __init__(self, loaders):
        self.loaders = loaders

    @staticmethod
    def get_canonical_machine_type(arch, machine):
        return machine


def answer(load, get_loader, questions):
    try:
        host = Host(load())
    except Exception:
        return ["error" for _ in questions]
    return [answer_one(get_loader, host, question) for question in questions]


def answer_one(get_loader, host, question):
    try:
        # A name that is no string reaches libvirt as a text.
        return [name if isinstance(name, str) else "" for name in get_loader(host, *question)[:2]]
    except Exceptions.UEFINotSupported:
        return "none"
    except Exception:
        return "error"


def main():
    asked = json.load(sys.stdin)
    questions = asked["questions"]
    get_loaders, get_loader = take_functions(sys.argv[1], asked["folders"])

    def load_text(text):
        return lambda: [Json.load(io.BytesIO(text.encode("utf-8", "surrogatepass")))]

    answers = [answer(load_text(text), get_loader, questions) for text in asked["texts"]]
    json.dump({"texts": answers, "folders": answer(get_loaders, get_loader, questions)}, sys.stdout)


main()

# SPDX-License-Identifier: Apache-2.0
"""openapi.yaml as a judge over recorded exchanges. Strict: a field the contract does not name is an
error here (readers pass it over; our programs must not write it)."""
import base64
import binascii
import copy
import json
import pathlib
import re

import jsonschema
import yaml

_FOLDER = pathlib.Path(__file__).resolve().parents[2] / "shared" / "protocol"
_SIGNATURE_INPUT = re.compile(
    r'samen=\("@method" "@path" "@query" "content-digest"\);created=\d{1,12};'
    r'keyid="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";alg="ed25519";nonce="[0-9A-Za-z+/]{22}=="')
_DIGEST = re.compile(r"sha-256=:[0-9A-Za-z+/]{43}=:")
_SIGNATURE = re.compile(r"samen=:[0-9A-Za-z+/]{86}==:")


def _content_encoding(_validator, encoding, instance, _schema):
    if encoding == "base64" and isinstance(instance, str):
        try:
            base64.b64decode(instance, validate=True)
        except binascii.Error as error:
            yield jsonschema.ValidationError(f"no base64: {error}")


_Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator,
                                          {"contentEncoding": _content_encoding})


def _close(schema):
    """Objects take exactly the properties that are named."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
        for part in schema.values():
            _close(part)
    elif isinstance(schema, list):
        for part in schema:
            _close(part)


class Contract:
    def __init__(self):
        self.document = self._both_pages()
        self._components = copy.deepcopy(self.document["components"])
        _close(self._components)
        self.seen = set()  # (method, path, status)
        self.fields = set()  # "Schema.field" of messages, "path?field" of queries that went by

    @staticmethod
    def _both_pages():
        """What kiosks ask, under the version in the address of the server, and what is asked on the meters' own
        address."""
        api, meters = (yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
                       for name in ("openapi.yaml", "meters.yaml"))
        version = "/" + api["servers"][0]["url"].rpartition("/")[2]
        api["paths"] = {path if "servers" in item else version + path: item for path, item in api["paths"].items()}
        api["paths"].update(meters["paths"])
        api["components"]["schemas"].update(meters["components"]["schemas"])
        return api

    def errors_of(self, schema, value):
        """Everything that is wrong with a value, in words; `schema` is a name or a schema."""
        if isinstance(schema, str):
            schema = {"$ref": f"#/components/schemas/{schema}"}
        root = {**schema, "components": self._components}
        checker = _Validator(root, format_checker=jsonschema.FormatChecker())
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
                for error in checker.iter_errors(value)]

    def note_fields(self, schema, value):
        """Remembers which fields of the contract a message used."""
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = self._resolved(schema)
        if isinstance(value, list):
            for part in value:
                self.note_fields(schema.get("items", {}), part)
        elif isinstance(value, dict):
            for key, part in value.items():
                if key in schema.get("properties", {}):
                    self.fields.add(f"{name}.{key}")
                    self.note_fields(schema["properties"][key], part)

    def all_fields(self):
        """Every field that the contract names."""
        schemas = {f"{name}.{key}" for name, schema in self.document["components"]["schemas"].items()
                   for key in schema.get("properties", {})}
        queries = {f"{path}?{parameter['name']}" for path, item in self.document["paths"].items()
                   for method, operation in item.items() if method != "servers"
                   for parameter in operation.get("parameters", [])}
        return schemas | queries

    def _resolved(self, node):
        while "$ref" in node:
            target = self.document
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            node = target
        return node

    def complaints(self, exchange):
        """Everything about one recorded exchange that the contract does not allow."""
        found = []
        where = f"{exchange.method} {exchange.path} -> {exchange.status}"
        item = self.document["paths"].get(exchange.path)
        operation = item and item.get(exchange.method.lower())
        if not operation:
            return [f"{where}: no such operation"]
        self.seen.add((exchange.method, exchange.path, exchange.status))
        response = operation["responses"].get(str(exchange.status))
        if response is None:
            return [f"{where}: this status is not in the contract"]
        response = self._resolved(response)
        if exchange.status == 200:  # a refused request may be anything
            found += self._request_complaints(operation, exchange)
        kind = exchange.answer_headers.get("content-type", "").partition(";")[0]
        content = response["content"].get(kind)
        if content is None:
            return [f"{where}: {kind or 'an answer without a type'} is not in the contract"]
        if kind.endswith("json"):
            answer = json.loads(exchange.answer)
            found += self.errors_of(content["schema"], answer)
            self.note_fields(content["schema"], answer)
        if "API-Version" in response.get("headers", {}):
            if exchange.answer_headers.get("api-version") != self.document["info"]["version"]:
                found.append("no API-Version, or another one")
        problem = "application/problem+json"
        if problem in response["content"] and problem in exchange.headers.get("accept", "") and kind != problem:
            found.append("the refusal is no problem+json, which was accepted")
        if "date" not in exchange.answer_headers:
            found.append("no Date: a kiosk could not set its clock")
        if "Retry-After" in response.get("headers", {}):
            if not re.fullmatch(r"\d{1,6}", exchange.answer_headers.get("retry-after", "")):
                found.append("no Retry-After")
        return [f"{where}: {words}" for words in found]

    def _request_complaints(self, operation, exchange):
        found = []
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            found += self.errors_of(schema, json.loads(exchange.body))
            self.note_fields(schema, json.loads(exchange.body))
        known = {parameter["name"]: parameter for parameter in operation.get("parameters", [])}
        for name, value in exchange.query.items():
            if name not in known:
                found.append(f"query field {name} is not in the contract")
                continue
            schema = known[name]["schema"]
            self.fields.add(f"{exchange.path}?{name}")
            found += self.errors_of(schema, int(value) if schema["type"] == "integer" else value)
        if operation.get("security", self.document["security"]):
            for name, form in (("content-digest", _DIGEST), ("signature-input", _SIGNATURE_INPUT),
                               ("signature", _SIGNATURE)):
                if not form.fullmatch(exchange.headers.get(name, "")):
                    found.append(f"{name} has not the form of the contract")
        return found

"""Run by an interpreter that has label-studio-converter: what Label Studio's own converter reads of a folder."""

import json
import sys
import tempfile
from pathlib import Path

from label_studio_converter import Converter

folder = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as scratch:
    converter = Converter(config=(folder / "config.xml").read_text(encoding="utf-8"), project_dir=scratch)
    items = list(converter.iter_from_json_file(str(folder / "tasks.json")))
    converter.convert_to_json_min(str(folder / "tasks.json"), scratch, is_dir=False)
    small = json.loads((Path(scratch) / "result.json").read_text(encoding="utf-8"))
regions = [{name: part.get(name) for name in ("start", "end", "text", "labels", "choices")} for item in items
           for parts in item["output"].values() for part in parts]  # fmt: skip
print(json.dumps({"controls": sorted(converter._schema), "regions": regions, "small": small}))

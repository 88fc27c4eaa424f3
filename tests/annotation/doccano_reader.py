"""Run by an interpreter that has doccano: a file through doccano's own import, database and export.

`doccano_reader.py FILE FOLDER`: FILE is imported into a new project of sequence labelling with relations; what doccano
exports of it is written to FOLDER/all.jsonl. FOLDER holds the database.
"""

import importlib.util
import os
import sys
from pathlib import Path

file, folder = map(Path, sys.argv[1:3])
sys.path.insert(0, str(Path(importlib.util.find_spec("backend").origin).parent))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings.base",
    "DATABASE_URL": f"sqlite:///{folder}/doccano.sqlite3",
    "MEDIA_ROOT": str(folder),
}

import django  # noqa: E402

django.setup()

from data_export.celery_tasks import create_collaborative_dataset  # noqa: E402
from data_export.pipeline.factories import create_formatter, create_writer  # noqa: E402
from data_import.datasets import load_dataset  # noqa: E402
from data_import.pipeline.catalog import JSONL  # noqa: E402
from data_import.pipeline.readers import FileName  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from projects.models import SequenceLabelingProject  # noqa: E402

call_command("migrate", verbosity=0)
user = get_user_model().objects.create(username="ada")
project = SequenceLabelingProject.objects.create(
    name="marks", description="marks", project_type="SequenceLabeling", created_by=user, allow_overlapping=True,
    use_relation=True,
)  # fmt: skip
names = [FileName(full_path=str(file), generated_name=file.name, upload_name=file.name)]
dataset = load_dataset("RelationExtraction", JSONL, names, project, encoding="utf_8")
dataset.save(user, batch_size=100)
if dataset.errors:
    sys.exit("\n".join(str(error.dict()) for error in dataset.errors))
create_collaborative_dataset(project, str(folder), False, create_formatter(project, "JSONL"), create_writer("JSONL"))

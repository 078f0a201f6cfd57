"""Few-shot labelling: all verbs under ``minerva label``."""

from __future__ import annotations

from functools import partial

import typer

from minerva.cli import label_filing, label_measuring, label_projects, label_session, labelling
from minerva.cli.wording import Command, Group
from minerva.messages import translate as _

app = typer.Typer(
    cls=Group, help=_("Mark a few passages, and let the others be labelled by them."), no_args_is_help=True
)
_verb = partial(app.command, cls=Command)
_verb("new", help=_("Make a labelling project."), epilog=label_projects.NEW_EXAMPLE)(label_projects.new)
_verb("list", help=_("Show the labelling projects."))(label_projects.list_projects)
_verb("go", help=_("Mark passages, a key each."), epilog=label_session.GO_EXAMPLE)(label_session.go)
_verb("next", help=_("Show what to mark next."), epilog=labelling.NEXT_EXAMPLE)(labelling.next_passages)
_verb("mark", help=_("Give passages labels."), epilog=labelling.MARK_EXAMPLE)(labelling.mark)
_verb("unmark", help=_("Take marks back."), epilog=labelling.UNMARK_EXAMPLE)(labelling.unmark)
_verb("status", help=_("Show what is marked, and whether more marks pay."), epilog=label_measuring.STATUS_EXAMPLE)(
    label_measuring.status
)
_verb("agreement", help=_("Show how far annotators agree."), epilog=label_measuring.AGREEMENT_EXAMPLE)(
    label_measuring.agreement
)
_verb("disagreements", help=_("Show what annotators disagree on."), epilog=label_measuring.DISAGREEMENTS_EXAMPLE)(
    label_measuring.disagreements
)
_verb("apply", help=_("Label all other passages."), epilog=label_filing.APPLY_EXAMPLE)(label_filing.apply)
_verb("export", help=_("Write marks for another tool."), epilog=label_filing.EXPORT_EXAMPLE)(label_filing.export)
_verb("import", help=_("Read marks from another tool."), epilog=label_filing.IMPORT_EXAMPLE)(label_filing.import_file)
_verb("remove", help=_("Remove a labelling project."), epilog=label_projects.REMOVE_EXAMPLE)(label_projects.remove)

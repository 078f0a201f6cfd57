"""How files come into the library: dropped, read by a process of their own, watched, stopped, gone on with."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from minerva.intake.batches import State, ask_to_stop, batches, hand_in, put_away, queue_again
from minerva.intake.reading import is_reading, start
from minerva.intake.uploads import Upload, store
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.views import access, caching, frame, markup
from minerva.views.amounts import moment, time_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from minerva.intake.batches import Batch
    from minerva.library.store import Library

_LOOK_EVERY_S = 1.0
_PATIENCE_S = 20.0
"""So long may a batch wait for a process that has been started; after that it was broken off."""
_ROUND = "uploader_round"
_WAS_READING = "was_reading"
_MOST_SHOWN = 200
_NAMING = """<script>{ // {turn}
const name = () => {
  const button = document.querySelector("[data-testid=stFileUploaderDropzone] button");
  if (button) button.setAttribute("aria-label", {label});
  else requestAnimationFrame(name);
};
setTimeout(name, 200);
}</script>"""
"""Ours alone; a moment later, so that it is the new button that is named and not the one that goes."""
_KINDS = ["pdf", "docx", "html", "htm", "txt", "md"]
"""Those that a browser offers; what a file is follows from its content."""


def has_batches(library: Library) -> bool:
    """Tell whether anything was handed in of which people have not been told the end."""
    return bool(batches(library.folder))


def draw(library: Library) -> None:
    """Draw where files are dropped, and what has come of those that were."""
    limits = library.settings.intake
    turn = st.session_state.setdefault(_ROUND, 0)
    name_what_streamlit_names(limits.max_file_mb, turn)
    st.file_uploader(
        _("Add reports: PDF, Word, web pages or text, at most {files} files and {size} MB at a time").format(
            files=limits.max_files, size=limits.max_mb
        ),
        type=_KINDS,
        accept_multiple_files=True,
        key=_key(turn),
        on_change=_take,
        max_upload_size=limits.max_file_mb,
    )
    _watch(library)


def name_what_streamlit_names(max_file_mb: int, turn: int) -> None:
    """
    Put our words in place of those of Streamlit's own that are always English.

    The style sheet shows them; for screen readers the button is named by a script, which each new button needs anew.
    """
    words = {"m-upload": _("Choose files"), "m-limit": _("at most {size} MB each").format(size=max_file_mb)}
    shown = {name: json.dumps(text, ensure_ascii=False) for name, text in words.items()}
    told = "; ".join(f"--{name}: {text}" for name, text in shown.items())
    script = _NAMING.replace("{label}", shown["m-upload"]).replace("{turn}", str(turn))
    st.html(f"<style>:root {{ {told} }}</style>{script}", unsafe_allow_javascript=True)


def _key(turn: int) -> str:
    return f"uploader_{turn}"


def _take() -> None:
    """Keep what was dropped, have it read, and empty the place for the next."""
    frame.begin()
    dropped = st.session_state.get(_key(st.session_state[_ROUND])) or []
    if not dropped or not access.current().may_write:
        return
    library = caching.library()
    stored = store(library, [Upload(file.name, file.getvalue()) for file in dropped])
    hand_in(library, stored.sources, skipped=stored.skipped)
    if stored.sources:
        start(library)
    st.session_state[_ROUND] += 1
    caching.close()


def _watch(library: Library) -> None:
    """Draw the batches, again and again while one of them is open."""
    is_open = any(batch.is_open for batch in batches(library.folder))
    st.fragment(_draw_batches, run_every=_LOOK_EVERY_S if is_open else None)()


def _draw_batches() -> None:
    frame.begin()
    folder = caching.library_folder()
    found, reads = batches(folder), is_reading(folder)
    goes_on = any(batch.is_open and not _is_broken_off(batch, reads=reads) for batch in found)
    for batch in reversed(found):
        _draw_batch(batch, reads=reads)
    if st.session_state.get(_WAS_READING, False) and not goes_on:
        st.session_state[_WAS_READING] = False
        # What was read shows in the rest of the page.
        st.rerun()
    st.session_state[_WAS_READING] = goes_on


def _draw_batch(batch: Batch, *, reads: bool) -> None:
    with st.container(border=True, key=f"batch_{batch.id}"):
        broken_off = _is_broken_off(batch, reads=reads)
        said = _("broken off") if broken_off else _said(batch)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{_title(batch)}** — {said}", width="content")
            _draw_buttons(batch, broken_off=broken_off)
        if batch.is_open and not broken_off:
            st.progress(_share(batch), text=_progress_text(batch))
        if batch.error:
            st.warning(markup.literal(batch.error))
        _draw_skipped(batch)
        _draw_files(batch)


def _draw_buttons(batch: Batch, *, broken_off: bool) -> None:
    if batch.is_open and not broken_off:
        _button(_("Stop"), "stop", batch, _stop, icon=":material/stop_circle:")
    elif batch.state is State.DONE:
        _button(_("Put away"), "away", batch, _put_away, icon=":material/done:")
    else:
        _button(_("Go on"), "on", batch, _go_on, icon=":material/play_arrow:")
        _button(_("Put away"), "away", batch, _put_away, icon=":material/done:")


def _button(label: str, name: str, batch: Batch, call: Callable[[Batch], None], *, icon: str) -> None:
    st.button(label, key=f"{name}_{batch.id}", on_click=_if_editor, args=(call, batch), icon=icon)


def _if_editor(call: Callable[[Batch], None], batch: Batch) -> None:
    frame.begin()
    if access.current().may_write:
        call(batch)


def _stop(batch: Batch) -> None:
    ask_to_stop(caching.library_folder(), batch)


def _put_away(batch: Batch) -> None:
    put_away(caching.library_folder(), batch)


def _go_on(batch: Batch) -> None:
    queue_again(caching.library_folder(), batch)
    start(caching.library())


def _title(batch: Batch) -> str:
    told = len(batch.added) + len(batch.unchanged) + len(batch.skipped)
    count = told if batch.state is State.DONE else batch.total + len(batch.skipped)
    files = translate_count("{n} file", "{n} files", count).format(n=count)
    when = moment(int(batch.id.partition("-")[0]), datetime.now(UTC).astimezone())
    return f"{files}, {when}"


def _said(batch: Batch) -> str:
    if batch.state is State.DONE:
        added = translate_count("{n} report added", "{n} reports added", len(batch.added)).format(n=len(batch.added))
        parts = [added]
        if batch.unchanged:
            parts.append(_("{n} there already").format(n=len(batch.unchanged)))
        if batch.skipped:
            parts.append(
                translate_count("{n} left out", "{n} left out", len(batch.skipped)).format(n=len(batch.skipped))
            )
        return ", ".join(parts)
    return {
        State.WAITING: _("waiting for its turn"),
        State.READING: _("being read; searching goes on as usual"),
        State.CANCELLED: _("stopped; what had been read is in the library"),
        State.FAILED: _("could not be read to the end"),
    }[batch.state]


def _share(batch: Batch) -> float:
    if batch.total_bytes:
        return min(batch.done_bytes / batch.total_bytes, 1.0)
    return batch.done / batch.total if batch.total else 0.0


def _progress_text(batch: Batch) -> str:
    if not batch.done:
        return _("getting ready …")
    parts = [_("{done} of {total} files").format(done=batch.done, total=batch.total)]
    seconds = batch.seconds_left(time.time())
    if seconds is not None and batch.done < batch.total:
        parts.append(time_left(seconds))
        parts.append(_("last: {file}").format(file=markup.literal(batch.finished[-1])))
    return ", ".join(parts)


def _is_broken_off(batch: Batch, *, reads: bool) -> bool:
    """Tell whether nobody is at a batch any more, as after a power cut."""
    if reads or not batch.is_open:
        return False
    handed_in_s = int(batch.id.partition("-")[0]) / 1e9
    return batch.state is State.READING or time.time() - handed_in_s > _PATIENCE_S


def _draw_skipped(batch: Batch) -> None:
    if not batch.skipped:
        return
    with st.expander(_("What was left out, and what to do about it ({n})").format(n=len(batch.skipped)), expanded=True):
        for one in batch.skipped[:_MOST_SHOWN]:
            st.markdown(f"**{markup.literal(one.file)}**  \n{markup.literal(f'{one.reason} {one.remedy}')}")


def _draw_files(batch: Batch) -> None:
    """List the files that were handed in one by one, with how far each has come."""
    if not batch.is_open or not batch.files:
        return
    finished = set(batch.finished)
    lines = [
        f":material/{'check' if name in finished else 'schedule'}: {markup.literal(name)}"
        for _path, name in batch.files[:_MOST_SHOWN]
    ]
    with st.expander(_("The files one by one"), expanded=len(lines) <= 8):  # noqa: PLR2004 - as many as a page has room for
        st.markdown("  \n".join(lines))

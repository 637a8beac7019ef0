"""Files, as far as other objects name them: logos and evidence. Their content is not kept."""

from __future__ import annotations

from typing import Any

from sandbox.call import Call
from sandbox.decode import whole
from sandbox.errors import invalid, missing_parameter
from sandbox.registry import keeps, neighbour
from sandbox.store import Object, new_id

KIND = "file"
keeps(KIND)
PURPOSES = frozenset({
    "account_requirement", "additional_verification", "business_icon", "business_logo",
    "customer_signature", "dispute_evidence", "identity_document", "issuing_logo",
    "issuing_regulatory_reporting", "pci_document", "tax_document_user_upload",
})  # fmt: skip


def _purpose(call: Call) -> str:
    purpose = call.get("purpose")
    if purpose is None:
        raise missing_parameter("purpose")
    if not isinstance(purpose, str) or purpose not in PURPOSES:
        raise invalid(f"Invalid purpose: must be one of {', '.join(sorted(PURPOSES))}", "purpose")
    return purpose


@neighbour("POST /v1/files")
def make(call: Call) -> Object:
    """Create a file from an upload, or, for clients without one, from its purpose alone."""
    purpose, sent = _purpose(call), call.get("file")
    upload: dict[str, Any] = sent if isinstance(sent, dict) else {}
    item: Object = {
        "id": new_id("file_"), "object": KIND, "created": call.now, "expires_at": None,
        "filename": upload.get("filename", "upload.png"), "links": None, "purpose": purpose,
        "size": whole(upload.get("size")) or 0,
        "title": None, "type": str(upload.get("type", "image/png")).rpartition("/")[2],
        "url": None,
    }  # fmt: skip
    return call.store.insert(KIND, item)


@neighbour("GET /v1/files/{file}")
def retrieve(call: Call) -> Object:
    """Retrieve a file."""
    return call.store.get(KIND, call.id())

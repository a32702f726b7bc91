import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { loadDraft } from "@/lib/draft";
import { session } from "@/lib/session";
import { renderInApp } from "@/testing/render";
import { serve } from "@/testing/server";
import { CommentForm, draftKey, emptyDraft } from "./CommentForm";

const ideaId = "0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03";
const subject = { kind: "idea", id: ideaId, writable: true, official: false } as const;
const kept = () => loadDraft(draftKey(ideaId), emptyDraft)?.body;

/** As typing, at once: the point here is not the keys. */
async function fill(user: UserEvent, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}

describe("CommentForm for anonymous people", () => {
  beforeEach(async () => {
    localStorage.clear();
    serve(() => ({ status: 204 }));
    await session.signOut();
  });

  it("keeps the text, leads to the log-in, and comes back to the form", async () => {
    const asked = serve(() => ({ status: 500 }));
    const { user, router } = await renderInApp(<CommentForm subject={subject} />);
    await fill(user, screen.getByRole("textbox"), "Bra tänkt");
    await user.click(screen.getByRole("button", { name: "Skicka kommentaren" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/login"));
    expect(router.state.location.search).toEqual({ next: "/#write-comment" });
    expect(kept()).toBe("Bra tänkt");
    expect(asked).toEqual([]);
  });

  it("takes up the text again", async () => {
    const first = await renderInApp(<CommentForm subject={subject} />);
    await fill(first.user, screen.getByRole("textbox"), "Halvvägs");
    await waitFor(() => expect(kept()).toBe("Halvvägs"));
    first.unmount();
    await renderInApp(<CommentForm subject={subject} />);
    expect(screen.getByRole("textbox")).toHaveValue("Halvvägs");
  });

  it("keeps what kind of comment it is to be", async () => {
    const first = await renderInApp(<CommentForm subject={subject} />);
    await first.user.selectOptions(screen.getByRole("combobox"), "question");
    await waitFor(() => expect(loadDraft(draftKey(ideaId), emptyDraft)?.kind).toBe("question"));
    first.unmount();
    await renderInApp(<CommentForm subject={subject} />);
    expect(screen.getByRole("combobox")).toHaveValue("question");
  });

  it("asks for words before it sends", async () => {
    const { user } = await renderInApp(<CommentForm subject={subject} />);
    await user.click(screen.getByRole("button", { name: "Skicka kommentaren" }));
    expect(screen.getByText("Skriv något först.")).toBeInTheDocument();
    expect(screen.getByRole("textbox")).toHaveFocus();
  });
});

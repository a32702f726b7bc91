import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadDraft, saveDraft, useDraft } from "./draft";

const initial = { title: "", challengeIds: [] as string[], agreed: false };

describe("a draft", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("is kept after a pause and found again", () => {
    const first = renderHook(() => useDraft("idea.new", initial));
    act(() => first.result.current.set({ title: "Ekor" }));
    act(() => vi.advanceTimersByTime(1000));
    first.unmount();
    const second = renderHook(() => useDraft("idea.new", initial));
    expect(second.result.current).toMatchObject({ restored: true, fields: { title: "Ekor" } });
  });

  it("leaves nothing behind once cleared, also while a pause runs", () => {
    const { result } = renderHook(() => useDraft("idea.new", initial));
    act(() => result.current.set({ title: "Ekor" }));
    act(() => result.current.clear());
    act(() => vi.advanceTimersByTime(1000));
    expect(loadDraft("idea.new", initial)).toBeUndefined();
  });

  it("goes back to the beginning", () => {
    saveDraft("idea.new", { title: "Ekor" });
    const { result } = renderHook(() => useDraft("idea.new", initial));
    act(() => result.current.reset());
    expect(result.current.fields).toEqual(initial);
  });

  it("writes nothing when nothing was changed", () => {
    renderHook(() => useDraft("idea.new", initial));
    act(() => vi.advanceTimersByTime(1000));
    expect(localStorage).toHaveLength(0);
  });

  it("takes only fields of the kinds the form has now", () => {
    saveDraft("idea.new", { title: true, challengeIds: ["a"], gone: "x" });
    expect(loadDraft("idea.new", initial)).toEqual({ title: "", challengeIds: ["a"], agreed: false });
  });

  it("forgets after thirty days, and ignores what it cannot read", () => {
    saveDraft("idea.new", { title: "Ekor" });
    vi.advanceTimersByTime(31 * 24 * 3600 * 1000);
    expect(loadDraft("idea.new", initial)).toBeUndefined();
    for (const text of ["{", "null", "[]", '{"savedAt":"x"}', `{"savedAt":${Date.now()},"fields":null}`]) {
      localStorage.setItem("medskapa.draft.idea.new", text);
      expect(loadDraft("idea.new", initial), text).toBeUndefined();
    }
  });
});

import { describe, expect, it } from "vitest";
import type { Schema } from "@/lib/api";
import { fieldsOf, noFields, oneLine, toCreate, toEdit, unready } from "./challenge-fields";

const filled = { ...noFields, title: "Torget", question: "Vad?", description: "Därför." };

describe("what is sent of a challenge", () => {
  it("leaves out what a new one does not have, and never where the picture is served", () => {
    expect(toCreate({ ...filled, imageUrl: "/images/1" })).toEqual({
      title: "Torget",
      question: "Vad?",
      proposers: "anyone",
      voters: "anyone",
      description: "Därför.",
      voting: "support",
    });
  });

  it("removes dates and the picture with its words in an edit", () => {
    const body = toEdit({ ...filled, imageAlt: "Ett torg" }, false);
    expect(body).toMatchObject({ opensAt: null, closesAt: null, imageId: null, imageAlt: null });
  });

  it("moves a challenge between focus areas for who may appoint, and for nobody else", () => {
    expect(toCreate({ ...filled, focusAreaId: "7" }).focusAreaId).toBe("7");
    expect(toEdit({ ...filled, focusAreaId: "7" }, true).focusAreaId).toBe("7");
    expect(toEdit(filled, true).focusAreaId).toBeNull();
    expect(toEdit({ ...filled, focusAreaId: "7" }, false)).not.toHaveProperty("focusAreaId");
  });

  it("comes back as it was read", () => {
    const challenge = {
      ...toCreate({ ...filled, closesAt: "2027-01-01T11:00:00Z", imageId: "1", imageAlt: "Ett torg" }),
      focusArea: { id: "7", title: "Trygghet" },
      topics: [{ id: "t" }],
      imageUrl: "/images/1",
    } as unknown as Schema["Challenge"];
    expect(toEdit(fieldsOf(challenge), true)).toMatchObject({
      closesAt: "2027-01-01T11:00:00Z",
      imageId: "1",
      imageAlt: "Ett torg",
    });
  });
});

it("asks for words about a picture only when there is one", () => {
  expect(unready(filled)).toBeUndefined();
  expect(unready({ ...filled, imageId: "1" })?.errors[0]?.field).toBe("imageAlt");
});

it("keeps a pasted question on one line, with its spaces", () => {
  expect(oneLine("Hur gör vi \n\n torget  grönt?")).toBe("Hur gör vi torget  grönt?");
});

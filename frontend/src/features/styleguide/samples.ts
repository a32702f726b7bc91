import type { Schema } from "@/lib/api";

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;

const participant = (
  n: number,
  displayName: string,
  kind: Schema["ParticipantKind"],
): Schema["ParticipantRef"] => ({
  id: id(n),
  displayName,
  kind,
});

export const people = [
  participant(1, "Karin Lidén", "resident"),
  participant(2, "Lövuddens båtförening", "association"),
  participant(3, "Norrdata AB", "company"),
  participant(4, "Yusuf Warsame", "researcher"),
  participant(5, "Region Älvbygden", "public-body"),
];

const picture =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><rect width="60" height="60" fill="#b9c7d6"/><path d="M0 38q15-8 30 0t30 0v22H0z" fill="#5d7f9e"/><path d="M0 46q15-6 30 0t30 0v14H0z" fill="#2c4d6b"/><circle cx="44" cy="16" r="6" fill="#f3e3b5"/></svg>',
  );

export const challenge: Schema["ChallengeSummary"] = {
  id: id(1),
  title: "En älv för alla",
  question: "Hur får vi en älv som alla kan nå, året om?",
  state: "open",
  voting: "support",
  voters: "anyone",
  proposers: "anyone",
  closesAt: "2027-03-31T22:00:00Z",
  imageUrl: picture,
  imageAlt: "Älven en klar vinterdag, sedd från Lövuddens brygga",
  ideaCount: 14,
  updatedAt: "2026-11-20T09:00:00Z",
};

export const closedChallenge: Schema["ChallengeSummary"] = {
  id: id(2),
  title: "Kollektivtrafik i glesbygd",
  question: "Vad skulle få dig att lämna bilen hemma när bussen går två gånger om dagen?",
  state: "closed",
  voting: "opinion",
  voters: "anyone",
  proposers: "anyone",
  ideaCount: 1,
  updatedAt: "2026-11-20T09:00:00Z",
};

const none: Schema["Tally"] = { support: 0, agree: 0, disagree: 0, pass: 0 };

export const tallies = {
  many: { support: 0, agree: 812, disagree: 133, pass: 171 },
  divided: { support: 0, agree: 41, disagree: 44, pass: 6 },
  one: { support: 0, agree: 0, disagree: 1, pass: 0 },
  none,
} satisfies Record<string, Schema["Tally"]>;

export const idea: Schema["IdeaSummary"] = {
  id: id(3),
  title: "Låna en eka i Lövuddens hamn, som man lånar en bok",
  excerpt:
    "Alla har inte båt, men älven är allas. Vi vill ställa sex ekor vid kajen, som bokas med bibliotekskortet. Båtföreningen sköter dem och kommunen står för bryggan och flytvästarna.",
  author: people[1] as Schema["ParticipantRef"],
  challenges: [{ id: id(1), title: "En älv för alla", voting: "support", voters: "anyone", state: "open" }],
  topics: [],
  voting: "support",
  state: "published",
  tally: { ...none, support: 1247 },
  commentCount: 23,
  publishedAt: "2026-11-14T08:30:00Z",
  updatedAt: "2026-11-14T08:30:00Z",
};

export const opinionIdea: Schema["IdeaSummary"] = {
  ...idea,
  id: id(4),
  title: "Gör Storgatan bilfri från juni till augusti",
  excerpt: "En sommar på prov, med leveranser före klockan elva.",
  author: people[0] as Schema["ParticipantRef"],
  voting: "opinion",
  tally: tallies.many,
  commentCount: 1,
};

export const draftIdea: Schema["IdeaSummary"] = {
  ...idea,
  id: id(5),
  title: "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas på besök",
  excerpt: "Ett långt finskt ord måste också få plats, i vilken bredd som helst.",
  author: people[3] as Schema["ParticipantRef"],
  challenges: [],
  state: "draft",
  tally: none,
  commentCount: 0,
};

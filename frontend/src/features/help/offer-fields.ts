import { parsePlace } from "@/features/map/place";
import type { Schema } from "@/lib/api";
import type { Kind } from "./kinds";

/** An offer as its form keeps it. */
export type OfferFields = {
  kind: Kind | "";
  title: string;
  description: string;
  audience: "public" | "matched";
  topicIds: string[];
  languages: Schema["HelpLanguage"][];
  reach: "everywhere" | "district" | "place";
  districtId: string;
  place: string;
  radius: string;
  endsAt: string;
};

export const noOffer: OfferFields = {
  kind: "",
  title: "",
  description: "",
  audience: "public",
  topicIds: [],
  languages: [],
  reach: "everywhere",
  districtId: "",
  place: "",
  radius: "5",
  endsAt: "",
};

/** An offer that is there, to be edited. */
export function fieldsOf(offer: Schema["Offer"]): OfferFields {
  const { place, district } = offer;
  return {
    ...noOffer,
    ...offer,
    topicIds: offer.topics.map(({ id }) => id),
    reach: place ? "place" : district ? "district" : "everywhere",
    districtId: district?.id ?? "",
    place: place ? `${place.longitude},${place.latitude}` : "",
    radius: String(offer.radius ?? 5),
  };
}

const shared = ({ kind, title, description, audience, topicIds, languages, endsAt }: OfferFields) => ({
  kind: kind as Kind,
  title,
  description,
  audience,
  topicIds,
  languages,
  ...(endsAt && { endsAt }),
});

export function toOffer(fields: OfferFields, organisationId: string): Schema["OfferCreate"] {
  const place = fields.reach === "place" ? parsePlace(fields.place) : undefined;
  return {
    ...shared(fields),
    ...(fields.reach === "district" && fields.districtId && { districtId: fields.districtId }),
    ...(place && { place, radius: Number(fields.radius) }),
    ...(organisationId && { organisationId }),
  };
}

/** What an edit sends: how far it reaches is said whole, so that what it was is taken back. */
export function toOfferEdit(fields: OfferFields): Schema["OfferEdit"] {
  const place = fields.reach === "place" ? parsePlace(fields.place) : undefined;
  if (place) return { ...shared(fields), place, radius: Number(fields.radius) };
  const districtId = fields.reach === "district" && fields.districtId ? fields.districtId : null;
  return { ...shared(fields), place: null, districtId };
}

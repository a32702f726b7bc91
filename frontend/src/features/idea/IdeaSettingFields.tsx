import { DistrictField } from "@/features/district/DistrictField";
import { PlaceField } from "@/features/map/PlaceField";
import { TopicField } from "@/features/topic/TopicField";
import type { ApiError } from "@/lib/errors";
import { fieldError } from "@/ui/FormErrors";
import type { IdeaFields } from "./idea-fields";

type Props = {
  fields: IdeaFields;
  set: (change: Partial<IdeaFields>) => void;
  error: ApiError | undefined;
  /** The district it had when the form was opened. */
  district?: { id: string; name: string } | undefined;
};

/** What an idea is about and where. Who points at the map, chooses the district by that. */
export function IdeaSettingFields({ fields, set, error, district }: Props) {
  return (
    <>
      <TopicField
        values={fields.topicIds}
        onChange={(topicIds) => set({ topicIds })}
        error={fieldError(error, "topicIds")}
      />
      {!fields.place && (
        <DistrictField
          value={fields.districtId}
          onChange={(districtId) => set({ districtId })}
          error={fieldError(error, "districtId")}
          present={district}
        />
      )}
      <PlaceField value={fields.place} onChange={(place) => set({ place })} />
    </>
  );
}

import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { CheckboxGroup } from "@/ui/Choice";
import { topicsQuery } from "./queries";
import { useTopicName } from "./topic-name";
import { TOPICS_MAX } from "./topics-max";

type Props = { values: string[]; onChange: (topicIds: string[]) => void; error?: string | undefined };

/** What something is about, among the topics in use; nothing where there are none. */
export function TopicField({ values, onChange, error }: Props) {
  const { t } = useLingui();
  const nameOf = useTopicName();
  const { data: topics = [] } = useQuery(topicsQuery("active"));
  if (topics.length === 0) return null;
  const full = t`Välj högst fem ämnen.`;
  return (
    <CheckboxGroup
      name="topicIds"
      label={t`Ämnen`}
      hint={t`Högst fem, så att andra hittar hit.`}
      optional
      values={values}
      onChange={onChange}
      options={topics.map((topic) => ({ value: topic.id, label: nameOf(topic) }))}
      error={values.length > TOPICS_MAX ? full : error}
    />
  );
}

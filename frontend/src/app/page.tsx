import { useLingui } from "@lingui/react";
import { type AsyncRouteComponent, lazyRouteComponent } from "@tanstack/react-router";

type Page = () => React.ReactNode;

/**
 * A page as a chunk of its own, which is written anew in every word when the language changes: the router draws a page
 * again only when its address does, and words such as those of a state wait for nothing by themselves.
 */
export function page<K extends string>(load: () => Promise<Record<K, Page>>, name: K) {
  const Loaded = lazyRouteComponent(load, name) as AsyncRouteComponent<object>;
  const InLanguage = () => {
    useLingui();
    return <Loaded />;
  };
  return Object.assign(InLanguage, { preload: async () => void (await Loaded.preload?.()) });
}

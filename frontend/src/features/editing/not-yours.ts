import { ApiError } from "@/lib/errors";

/** What opening the form of a thing that others lead comes to: the server would refuse to save it. */
export const notYours = () => new ApiError({ code: "forbidden", status: 403 });

import { api, read, type Schema } from "@/lib/api";
import { ApiError } from "@/lib/errors";

/** Whether this browser can keep and show passkeys. */
export const passkeysWork = () =>
  typeof PublicKeyCredential !== "undefined" &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/** Lets the browser show a passkey of this site; what the server takes as its answer. Throws ApiError `passkey_given_up`. */
export async function showPasskey(): Promise<Schema["PasskeyAnswer"]> {
  const { token, options } = await read(api.POST("/passkey-requests"));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return { token, credential: await answered(navigator.credentials.get({ publicKey })) };
}

/** Lets the browser make a passkey; what the server takes as its answer, under a name. */
export async function makePasskey(name: string): Promise<Schema["PasskeyCreation"]> {
  const { token, options } = await read(api.POST("/me/passkey-requests"));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return { token, name, credential: await answered(navigator.credentials.create({ publicKey })) };
}

// The browser tells neither whether there was a passkey nor why it was not shown.
async function answered(asking: Promise<Credential | null>): Promise<Schema["PasskeyCredential"]> {
  const credential = await asking.catch(() => null);
  if (!credential) throw new ApiError({ code: "passkey_given_up", status: 0 });
  return (credential as PublicKeyCredential).toJSON() as unknown as Schema["PasskeyCredential"];
}

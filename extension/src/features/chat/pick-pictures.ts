import { basename } from "node:path";
import * as vscode from "vscode";
import type { ImagePart } from "../../../../shared-protocol/generated/protocol.js";
import { UserError } from "../../infrastructure/errors.js";
import { longestPictureBytes, pictureTypes } from "./parts.js";

/** Asks for files and reads them. */
export async function pickPictures(): Promise<ImagePart[]> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Attach pictures"),
    openLabel: vscode.l10n.t("Attach"),
    canSelectMany: true,
    filters: { [vscode.l10n.t("Pictures")]: Object.keys(pictureTypes) },
  });
  return Promise.all((files ?? []).map(readPicture));
}

async function readPicture(file: vscode.Uri): Promise<ImagePart> {
  const fileName = basename(file.path);
  const mediaType = pictureTypes[fileName.split(".").at(-1)?.toLowerCase() ?? ""];
  const { size } = await vscode.workspace.fs.stat(file);
  if (mediaType === undefined || size > longestPictureBytes) {
    throw new UserError(vscode.l10n.t("{0} cannot be attached.", fileName), {
      kind: "noPicture",
      why: vscode.l10n.t("It is no PNG, JPEG, GIF or WebP picture, or it is larger than 20 MB."),
      fix: vscode.l10n.t("Convert it, or make it smaller."),
      retryable: false,
    });
  }
  const data = Buffer.from(await vscode.workspace.fs.readFile(file)).toString("base64");
  return { kind: "image", mediaType, fileName, data };
}

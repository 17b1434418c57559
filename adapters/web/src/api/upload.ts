import { api, ask, told } from './client';

const part = 786_432; // bytes: parts are multiples of it
const partsAtOnce = 5;

/** Sends a file part by part; `progress` hears the share that has come, from 0 to 1. The number is
    what an event names it by. */
export async function sendFile(file: File, progress: (share: number) => void, signal?: AbortSignal): Promise<number> {
  const begun = await told(api.POST('/api/v1/uploads', { body: { name: file.name, size: file.size } as never }));
  const id = begun.id;
  for (let sent = 0; sent < file.size;) {
    const piece = file.slice(sent, sent + part * partsAtOnce);
    await ask(`/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(sent) },
      body: piece,
      ...(signal ? { signal } : {}),
    });
    sent += piece.size;
    progress(sent / file.size);
  }
  return id;
}

/** Takes back a file that no event has taken. */
export async function takeBack(id: number): Promise<void> {
  await api.DELETE('/api/v1/uploads/{upload}', { params: { path: { upload: id } } });
}

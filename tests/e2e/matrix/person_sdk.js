// matrix-js-sdk from wherever it was installed to.
const library = process.env.MATRIX_JS_SDK;

export const { MatrixEventEvent, RoomEvent, RoomMemberEvent, createClient } = await import(`${library}/index.js`);
export const { AllDevicesIsolationMode, OnlySignedDevicesIsolationMode, decodeRecoveryKey } =
  await import(`${library}/crypto-api/index.js`);

/** Every deliberate defect there is. A new one is a file and a line here. */
import type { Defect } from '../defect.ts';
import { acceptsNfft1000 } from './accepts-nfft-1000.ts';
import { ackDownOnCatalogueFault } from './ack-down-on-catalogue-fault.ts';
import { always200 } from './always-200.ts';
import { always400 } from './always-400.ts';
import { cancelDoesNothing } from './cancel-does-nothing.ts';
import { cancelIgnoredWhileStreaming } from './cancel-ignored-while-streaming.ts';
import { channelsInReverse } from './channels-in-reverse.ts';
import { channelsUnlimited } from './channels-unlimited.ts';
import { clockSkew } from './clock-skew.ts';
import { deletedRecordings } from './deleted-recordings.ts';
import { errorWithoutText } from './error-without-text.ts';
import { everyChannelAlike } from './every-channel-alike.ts';
import { framesNan } from './frames-nan.ts';
import { framesOfZeros } from './frames-of-zeros.ts';
import { framesOutOfOrder } from './frames-out-of-order.ts';
import { highestWindowFirst } from './highest-window-first.ts';
import { historicStartsLate } from './historic-starts-late.ts';
import { late503 } from './late-503.ts';
import { leaksJobsOn503 } from './leaks-jobs-on-503.ts';
import { liveNeedsCatalogue } from './live-needs-catalogue.ts';
import { metadataDiffers } from './metadata-differs.ts';
import { metadataNever404 } from './metadata-never-404.ts';
import { missingField400InsteadOf422 } from './missing-field-400-instead-of-422.ts';
import { missingFrequency } from './missing-frequency.ts';
import { missingJobId } from './missing-job-id.ts';
import { neverCleans } from './never-cleans.ts';
import { noEscalation } from './no-escalation.ts';
import { noMaxWindows } from './no-max-windows.ts';
import { nyquistUnchecked } from './nyquist-unchecked.ts';
import { offByOneChannels } from './off-by-one-channels.ts';
import { oneSidedTimesAccepted } from './one-sided-times-accepted.ts';
import { prrMismatch } from './prr-mismatch.ts';
import { random500 } from './random-500.ts';
import { recordingsUnsorted } from './recordings-unsorted.ts';
import { refusesSecondJob } from './refuses-second-job.ts';
import { rejectsNfft32768 } from './rejects-nfft-32768.ts';
import { reversedRangeAccepted } from './reversed-range-accepted.ts';
import { sharedPort } from './shared-port.ts';
import { shortFrames } from './short-frames.ts';
import { slowAfterN } from './slow-after-n.ts';
import { slowCancel } from './slow-cancel.ts';
import { streamDiesAfter5Frames } from './stream-dies-after-5-frames.ts';
import { unclearNfftMessage } from './unclear-nfft-message.ts';
import { unconnectedCleanedEarly } from './unconnected-cleaned-early.ts';
import { unconnectedNeverCleaned } from './unconnected-never-cleaned.ts';
import { unknownCancelWithoutDetail } from './unknown-cancel-without-detail.ts';
import { viewTypeAsString } from './view-type-as-string.ts';
import { wrongChannelMapping } from './wrong-channel-mapping.ts';
import { wrongLinesDt } from './wrong-lines-dt.ts';
import { wrongMaximum } from './wrong-maximum.ts';

export const DEFECTS: readonly Defect[] = [
  acceptsNfft1000,
  ackDownOnCatalogueFault,
  always200,
  always400,
  cancelDoesNothing,
  cancelIgnoredWhileStreaming,
  channelsInReverse,
  channelsUnlimited,
  clockSkew,
  deletedRecordings,
  errorWithoutText,
  everyChannelAlike,
  framesNan,
  framesOfZeros,
  framesOutOfOrder,
  highestWindowFirst,
  historicStartsLate,
  late503,
  leaksJobsOn503,
  liveNeedsCatalogue,
  metadataDiffers,
  metadataNever404,
  missingField400InsteadOf422,
  missingFrequency,
  missingJobId,
  neverCleans,
  noEscalation,
  noMaxWindows,
  nyquistUnchecked,
  offByOneChannels,
  oneSidedTimesAccepted,
  prrMismatch,
  random500,
  recordingsUnsorted,
  refusesSecondJob,
  rejectsNfft32768,
  reversedRangeAccepted,
  sharedPort,
  shortFrames,
  slowAfterN,
  slowCancel,
  streamDiesAfter5Frames,
  unclearNfftMessage,
  unconnectedCleanedEarly,
  unconnectedNeverCleaned,
  unknownCancelWithoutDetail,
  viewTypeAsString,
  wrongChannelMapping,
  wrongLinesDt,
  wrongMaximum,
];

export function findDefect(name: string): Defect | undefined {
  return DEFECTS.find((defect) => defect.name === name);
}

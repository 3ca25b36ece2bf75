/** Every operation of the surface: what it takes and which bodies it answers by status. */
import type { z } from 'zod';
import { errorBody, notFoundBody, schemaErrorBody } from './errors.ts';
import { configureBody, recordingsBody } from './requests.ts';
import * as responses from './responses.ts';

/** `html`: a page; the rest is JSON. */
export type AnswerSchema = z.ZodType | 'html';

export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** Below the prefix, parameters in braces. */
  readonly path: string;
  readonly title: string;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<number, AnswerSchema>>;
}

export const OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/ack', title: 'Is the server there?', answers: { 200: responses.ackResponse } },
  {
    method: 'get',
    path: '/channels',
    title: 'Lowest and highest channel of the fibre',
    answers: { 200: responses.channelsResponse },
  },
  {
    method: 'get',
    path: '/live_metadata',
    title: 'What is known of the fibre',
    answers: { 200: responses.liveMetadataResponse },
  },
  {
    method: 'post',
    path: '/configure',
    title: 'Starts a job: a live or historic stream over a range of channels',
    body: configureBody,
    answers: {
      200: responses.configureResponse,
      400: errorBody,
      404: errorBody,
      422: schemaErrorBody,
      500: errorBody,
      503: errorBody,
    },
  },
  {
    method: 'get',
    path: '/metadata/{job_id}',
    title: 'What configure answered for a job that lives',
    answers: { 200: responses.configureResponse, 404: errorBody },
  },
  {
    method: 'post',
    path: '/recordings_in_time_range',
    title: 'Recordings that overlap a range, newest first',
    body: recordingsBody,
    answers: { 200: responses.recordingsResponse, 422: schemaErrorBody, 503: errorBody },
  },
  {
    method: 'get',
    path: '/get_recordings_timeline',
    title: 'A page that shows the recordings',
    answers: { 200: 'html', 503: errorBody },
  },
  {
    method: 'delete',
    path: '/job/{job_id}',
    title: 'Cancels a job',
    answers: { 200: responses.cancelResponse, 404: notFoundBody },
  },
  { method: 'get', path: '/sensors', title: 'All sensors', answers: { 200: responses.sensorsResponse } },
];

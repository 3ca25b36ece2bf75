/** Defects in what is answered at all: wrong statuses, bodies that are missing or say too little. */
import { dropField, changeBody } from '../../../proxy/http-answer.ts';
import type { Defect } from '../defect.ts';

const SHARE = 0.1;

export const ANSWERS: readonly Defect[] = [
  {
    name: 'always-200',
    title: 'Every request is answered 200 with an empty object',
    hooks: { answer: () => ({ status: 200, body: {} }) },
  },
  {
    name: 'always-400',
    title: 'Every request is answered 400',
    hooks: { answer: () => ({ status: 400, body: { error: 'bad request' } }) },
  },
  {
    name: 'random-500',
    title: 'One request in ten is answered 500, at random',
    hooks: {
      answer: ({ random }) =>
        random() < SHARE ? { status: 500, body: { error: 'internal server error' } } : null,
    },
  },
  {
    name: 'error-without-text',
    title: 'Error bodies lack the text in `error`',
    hooks: {
      changeAnswer: (answer) => (answer.status < 400 ? answer : dropField(answer, 'error')),
    },
  },
  {
    name: 'missing-field-400-instead-of-422',
    title: 'What breaks the schema is answered 400 in place of 422',
    hooks: { changeAnswer: (answer) => (answer.status === 422 ? { ...answer, status: 400 } : answer) },
  },
  {
    name: 'metadata-never-404',
    title: 'GET /metadata answers 200 for jobs that do not exist',
    hooks: {
      changeAnswer: (answer, { path }) =>
        path.startsWith('/metadata/') && answer.status === 404 ? { status: 200, body: {} } : answer,
    },
  },
  {
    name: 'unknown-cancel-without-detail',
    title: 'DELETE of an unknown job is answered 404 without saying Not Found',
    hooks: {
      changeAnswer: (answer, { method, path }) =>
        method === 'DELETE' && path.startsWith('/job/') && answer.status === 404
          ? { status: 404, body: {} }
          : answer,
    },
  },
  {
    name: 'unclear-nfft-message',
    title: 'A refused NFFT is answered without saying what is wrong',
    hooks: {
      changeAnswer: (answer) =>
        changeBody(answer, (body) =>
          String(body['error']).includes('nfftSelection') ? { ...body, error: 'invalid request' } : body,
        ),
    },
  },
];

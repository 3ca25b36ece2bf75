import { created, forbidden, noContent, notFound, ok, type Call, type Operation } from '../operation.ts';
import { isTooLong, refuseCommentBody } from '../limits.ts';
import { PAGE_QUERY, takePage } from '../paginate.ts';
import { read, write, type Access, type Need } from '../permissions.ts';
import { showComment } from '../represent/issue.ts';
import { apiUrl, type Comment, type World } from '../world.ts';

interface CommentBody {
  body: string;
}

const find = (world: World, { params }: Call): Comment | undefined =>
  world.comments.find(({ id }) => id === Number(params['comment_id']));

/** Comments of pull requests are issue comments, but belong to another permission. */
const onTarget =
  (access: Access) =>
  (world: World, call: Call): Need => {
    const number = find(world, call)?.issue ?? Number(call.params['issue_number']);
    const isPull = (world.issues.get(number)?.pull ?? null) !== null;
    return (access === 'read' ? read : write)(isPull ? 'pull-requests' : 'issues');
  };

export const COMMENT_OPERATIONS: readonly Operation[] = [
  {
    id: 'issues/list-comments',
    needs: onTarget('read'),
    query: [...PAGE_QUERY, 'since'],
    answer: (world, call) => {
      const number = Number(call.params['issue_number']);
      if (!world.issues.has(number)) return notFound();
      const { since } = call.query;
      const all = world.comments
        .filter(({ issue }) => issue === number)
        .filter(({ updatedAt }) => since === undefined || updatedAt >= new Date(since));
      const { items, headers } = takePage(all, call, apiUrl(world, `issues/${number}/comments`));
      return { status: 200, headers, json: items.map((comment) => showComment(world, comment)) };
    },
  },
  {
    id: 'issues/create-comment',
    needs: onTarget('write'),
    answer: (world, call) => {
      const { body } = call.body as CommentBody;
      const issue = world.issues.get(Number(call.params['issue_number']));
      if (issue === undefined) return notFound();
      if (issue.locked) return forbidden('Unable to create comment because issue is locked.');
      if (isTooLong(body)) return refuseCommentBody();
      const now = world.now();
      issue.updatedAt = now;
      const author = { id: world.nextId(), issue: issue.number, user: world.actor };
      const comment: Comment = { ...author, body, createdAt: now, updatedAt: now };
      world.comments.push(comment);
      return created(showComment(world, comment));
    },
  },
  {
    id: 'issues/get-comment',
    needs: onTarget('read'),
    answer: (world, call) => {
      const comment = find(world, call);
      return comment === undefined ? notFound() : ok(showComment(world, comment));
    },
  },
  {
    id: 'issues/update-comment',
    needs: onTarget('write'),
    answer: (world, call) => {
      const { body } = call.body as CommentBody;
      const comment = find(world, call);
      if (comment === undefined) return notFound();
      if (isTooLong(body)) return refuseCommentBody();
      comment.body = body;
      comment.updatedAt = world.now();
      return ok(showComment(world, comment));
    },
  },
  {
    id: 'issues/delete-comment',
    needs: onTarget('write'),
    answer: (world, call) => {
      const comment = find(world, call);
      if (comment === undefined) return notFound();
      world.comments.splice(world.comments.indexOf(comment), 1);
      return noContent();
    },
  },
];

using System.Runtime.CompilerServices;
using Handler.Client.Http;

namespace Handler.Client.JsonRpc;

/// <summary>Goes through pages until the agent gives no token for the next one.</summary>
internal static class Pages
{
    public static async IAsyncEnumerable<T> EnumerateAsync<T>(
        Call call,
        string? token,
        Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? Next)>> fetch,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        do
        {
            var (items, next) = await fetch(token, cancel);
            foreach (var item in items)
            {
                yield return item;
            }

            // An agent that ignores the page token sends the first page for ever.
            if (next is { Length: > 0 } && next == token)
            {
                throw A2AClientException.UnfitAnswer(call, $"the next page has the token of the page before, '{next}': the list has no end.");
            }

            token = next;
        }
        while (token is { Length: > 0 });
    }
}

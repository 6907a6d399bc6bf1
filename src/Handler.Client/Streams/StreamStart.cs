using Handler.Protocol;

namespace Handler.Client.Streams;

/// <summary>How a stream begins.</summary>
/// <param name="Operation">The operation that begins it.</param>
/// <param name="Open">Asks for it; once, unless nothing was sent.</param>
/// <param name="TaskId">The task, where it is known before the first update.</param>
/// <param name="Tenant">The tenant of the request, where it names one.</param>
/// <param name="IsRead">Beginning it changes nothing, so it may begin again before anything came.</param>
internal sealed record StreamStart(
    string Operation, Func<CancellationToken, IAsyncEnumerable<StreamResponse>> Open, string? TaskId, string? Tenant, bool IsRead);

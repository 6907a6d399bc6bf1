using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>How one attempt ended: a closed value, made in one place, of a status or of an exception. Secrets are masked in its texts.</summary>
internal sealed record AttemptResult
{
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The HTTP status, when there was one.</summary>
    public int? Status { get; init; }

    /// <summary>What the answer's <c>Retry-After</c> asks for, on 429 and 5xx alone; between 1 second and 1 hour.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the policy forbids what is written in the URL itself, so that no look-up can ever lift it.</summary>
    public bool UrlForbidden { get; init; }

    /// <summary>What went wrong, for people; null on success.</summary>
    public string? Detail { get; init; }

    /// <summary>The beginning of the body of an answer that is no success, at most 1 KB; for operators only.</summary>
    public string? Excerpt { get; init; }

    public required TimeSpan Duration { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}

namespace Handler.Benchmarks.Sinks;

/// <summary>What answers: a process of its own that says 200 to every post and counts.</summary>
internal interface ISink : IAsyncDisposable
{
    /// <summary>What it is, for the output.</summary>
    string Name { get; }

    /// <summary>Where to post.</summary>
    string Url { get; }

    /// <summary>How many requests it has answered, those for this count not among them.</summary>
    Task<long> CountAsync();
}

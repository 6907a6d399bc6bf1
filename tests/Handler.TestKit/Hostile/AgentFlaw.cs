namespace Handler.TestKit.Hostile;

/// <summary>
/// The switches of the negative controls: what an agent is made to do wrong, from outside the product, to show that the test of the rule sees it.
/// <see cref="AgentFlawExtensions"/> puts it in.
/// </summary>
public enum AgentFlaw
{
    /// <summary>The agent is as it is.</summary>
    None,

    /// <summary>It has four places in flight, and an attempt keeps its place for as long as it hangs.</summary>
    FewPlaces,

    /// <summary>It sends once and forgets: whatever comes of an attempt, it takes it for delivered.</summary>
    SendsOnce,

    /// <summary>It reads the body of an answer to its end, however long it is and takes.</summary>
    ReadsEverything,

    /// <summary>It follows redirects.</summary>
    FollowsRedirects,

    /// <summary>It dials whatever address a name has.</summary>
    DialsAnything,

    /// <summary>It has no breaker.</summary>
    NeverRests,
}

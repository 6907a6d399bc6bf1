namespace Handler.TestKit.Hostile;

/// <summary>What only a <see cref="HostileWebhook"/> can answer. For its script, like any other answer.</summary>
public static class HostileAnswer
{
    /// <summary>One byte at a time, <paramref name="every"/> so long.</summary>
    /// <param name="manner"><see cref="HostileManner.DripHeaders"/> or <see cref="HostileManner.DripBody"/>.</param>
    /// <param name="every">The time between two bytes.</param>
    /// <param name="status">The status that is told first.</param>
    public static WebhookAnswer Drip(HostileManner manner, TimeSpan every, int status = 200) => Of(manner, status) with { Delay = every };

    /// <summary>Misbehaves so.</summary>
    /// <param name="manner">How.</param>
    /// <param name="status">The status that is told, in the manners that tell one.</param>
    public static WebhookAnswer Of(HostileManner manner, int status = 200) => new() { Status = status, Breaks = !TellsStatus(manner), Manner = manner };

    /// <summary>A redirect that leads to <paramref name="location"/>.</summary>
    public static WebhookAnswer Redirect(int status, string location) => WebhookAnswer.Of(status) with { Headers = [new("Location", location)] };

    // The status line decides: who has read it takes it for the answer, whatever becomes of the rest.
    private static bool TellsStatus(HostileManner manner) => manner is
        HostileManner.None or HostileManner.DripBody or HostileManner.EndlessChunks or HostileManner.TenGigabytes
        or HostileManner.EndlessUntilClose or HostileManner.ResetInBody;
}

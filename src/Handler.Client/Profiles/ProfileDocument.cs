namespace Handler.Client.Profiles;

/// <summary>What a file of saved things holds: a row for each agent.</summary>
/// <param name="Version">The format; another than <see cref="Known"/> is not understood.</param>
/// <param name="Agents">The rows, by the agents' URLs.</param>
internal sealed record ProfileDocument<TRow>(int Version, Dictionary<string, TRow> Agents)
{
    public const int Known = 1;
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Handler.Protocol.Webhooks;

/// <summary>
/// The id of a delivery: <c>msg_{lane}_{sequence}</c>, the lane as 32 lower-case hexadecimal digits. No two agents, tasks or
/// configs share one, because a lane's id is a UUIDv7.
/// </summary>
/// <param name="Lane">The lane: one config's reader on its task's log.</param>
/// <param name="Sequence">The event's number in the task's log, from 1 on.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeliveryId(Guid Lane, long Sequence)
{
    private const string Prefix = "msg_";
    private const int LaneLength = 32;
    private const int SequenceStart = 4 + LaneLength + 1;

    /// <summary>Reads an id of ours.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DeliveryId Parse(string text) => TryParse(text, out var id)
        ? id
        : throw new FormatException($"'{text}' is no delivery id; one looks like msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17.");

    /// <summary>Reads an id of ours, exactly as <see cref="ToString"/> writes it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DeliveryId id)
    {
        id = default;
        if (text is null || text.Length <= SequenceStart || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[SequenceStart - 1] != '_'
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, LaneLength), "N", out var lane)
            || !long.TryParse(text.AsSpan(SequenceStart), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        // Only the spelling that ToString has: one delivery, one id.
        var parsed = new DeliveryId(lane, sequence);
        var isExact = string.Equals(parsed.ToString(), text, StringComparison.Ordinal);
        id = isExact ? parsed : default;
        return isExact;
    }

    /// <summary>The id as it is sent in <see cref="WebhookHeaders.Id"/>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Lane:N}_{Sequence}");
}

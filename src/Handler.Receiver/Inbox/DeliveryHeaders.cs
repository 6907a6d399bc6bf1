using System.Globalization;
using System.Runtime.InteropServices;
using Handler.Protocol.Webhooks;

namespace Handler.Receiver.Inbox;

/// <summary>What the headers of a push tell of its delivery. A value that cannot be read counts as not told.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeliveryHeaders
{
    /// <summary>The longest <c>webhook-id</c> that is remembered; a longer one would make the memory of ids a sender's to fill.</summary>
    public const int LongestId = 256;

    /// <summary>The <c>webhook-id</c>.</summary>
    public string? Id { get; private init; }

    /// <summary>The event's number in its task's log.</summary>
    public long? Sequence { get; private init; }

    /// <summary>The sequence that was passed before.</summary>
    public long? Previous { get; private init; }

    /// <summary>The try, from 1 on.</summary>
    public int? Attempt { get; private init; }

    /// <summary>An operator sent it again.</summary>
    public bool IsRedelivery { get; private init; }

    /// <summary>Reads the headers.</summary>
    public static DeliveryHeaders Read(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return new()
        {
            Id = headers.GetValueOrDefault(WebhookHeaders.Id) is { Length: > 0 and <= LongestId } id ? id : null,
            Sequence = Number(headers, WebhookHeaders.EventSequence),
            Previous = Number(headers, WebhookHeaders.EventPrevious),
            Attempt = Number(headers, WebhookHeaders.DeliveryAttempt) is > 0 and <= int.MaxValue and var attempt ? (int)attempt : null,
            IsRedelivery = headers.GetValueOrDefault(WebhookHeaders.Redelivery) == "1",
        };
    }

    private static long? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        long.TryParse(headers.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

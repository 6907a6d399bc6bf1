using System.Text;
using Handler.TestKit.Hostile;

namespace Handler.TestKit;

/// <summary>What a scripted webhook does with one request.</summary>
public sealed record WebhookAnswer
{
    /// <summary>200 at once, with a small JSON body.</summary>
    public static WebhookAnswer Ok { get; } = new() { Body = """{"status":"ok"}"""u8.ToArray() };

    /// <summary>Never answers; ends when the sender gives up.</summary>
    public static WebhookAnswer Silence { get; } = new() { Delay = Timeout.InfiniteTimeSpan };

    /// <summary>Breaks the connection without an answer.</summary>
    public static WebhookAnswer Break { get; } = new() { Breaks = true };

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How long it takes by the webhook's clock; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the connection breaks, after the delay, instead of an answer.</summary>
    public bool Breaks { get; init; }

    /// <summary>Headers beside those of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How it misbehaves; only a <see cref="HostileWebhook"/> can (see <see cref="HostileAnswer"/>).</summary>
    public HostileManner Manner { get; init; }

    /// <summary>An answer of a status.</summary>
    public static WebhookAnswer Of(int status, TimeSpan delay = default, string? retryAfter = null, string? body = null) =>
        new()
        {
            Status = status,
            Delay = delay,
            Headers = retryAfter is null ? [] : [new("Retry-After", retryAfter)],
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
}

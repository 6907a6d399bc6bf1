using System.Text.Json;
using Handler.Protocol;

namespace Handler.Cli.Output;

/// <summary>How push configs are printed; a secret never whole.</summary>
internal static class PushConfigText
{
    private static readonly TextColumn[] Columns = [new("Config ID"), new("Webhook URL"), new("Token")];

    /// <summary>One config, <see cref="Masked"/>.</summary>
    public static void Write(TextWriter output, TaskPushNotificationConfig masked)
    {
        output.Label("Task ID", masked.TaskId);
        output.Label("Webhook URL", masked.Url);
        output.Label("Token", masked.Token);
        output.Label("Authentication", $"{masked.Authentication?.Scheme} {masked.Authentication?.Credentials}".Trim());
        output.Label("Config ID", masked.Id);
        Write(output, masked.EventFilter);
        Write(output, masked.Delivery);
    }

    /// <summary>Several, each <see cref="Masked"/>.</summary>
    public static void WriteTable(TextWriter output, IEnumerable<TaskPushNotificationConfig> masked, int? width)
    {
        var rows = masked.Select(config => (string[])[config.Id ?? "", config.Url, config.Token ?? "-"]);
        foreach (var line in TextTable.Lines(Columns, rows, width))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>The config as it may be printed: made anew, for in a field that is unknown here there may be a secret too. Pure.</summary>
    public static TaskPushNotificationConfig Masked(TaskPushNotificationConfig config, string taskId) => new TaskPushNotificationConfig
    {
        Tenant = config.Tenant,
        Id = config.Id,
        TaskId = config.TaskId ?? taskId,
        Url = config.Url,
        Token = MaskOf(config.Token),
        Authentication = config.Authentication is { } authentication
            ? new AuthenticationInfo { Scheme = authentication.Scheme, Credentials = MaskOf(authentication.Credentials) }
            : null,
    }.WithEventFilter(Known(() => config.EventFilter)).WithDelivery(Known(() => config.Delivery));

    private static void Write(TextWriter output, EventFilter? filter)
    {
        output.Label("Events", string.Join(", ", filter?.Kinds?.Select(kind => kind.WireName) ?? []));
        output.Label("States", string.Join(", ", filter?.States?.Select(state => state.DisplayName) ?? []));
    }

    private static void Write(TextWriter output, DeliveryHealth? health)
    {
        if (health is null)
        {
            return;
        }

        var counts = $"{health.State.ToString().ToLowerInvariant()}, {health.Waiting} to send, {health.Dead} given up";
        output.Label("Deliveries", health.PassedOver == 0 ? counts : $"{counts}, {health.PassedOver} passed over");
        output.Label("Reason", health.Reason);
        output.Label("Next attempt", health.NextAttemptAt is { } next ? $"{TimeText.Of(next)}, after {health.Attempts} tries" : null);
        output.Label("Last delivered", health.LastDelivered is { } success ? $"update {success.Sequence} at {TimeText.Of(success.At)}" : null);
        output.Label("Last failure", health.LastFailure is { } failure ? $"update {failure.Sequence} at {TimeText.Of(failure.At)}: {failure.Reason}" : null);
    }

    // What another agent has under these names is not ours to judge.
    private static T? Known<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? MaskOf(string? secret) => string.IsNullOrEmpty(secret) ? null : Mask.Of(secret);
}

using System.Diagnostics;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>Where the traces of the push engine come from.</summary>
internal static class PushTelemetry
{
    /// <summary>The name of the source, for <c>AddSource</c>.</summary>
    public const string SourceName = "Handler.Push";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the trace of one attempt, linked to what caused the event; null when nobody listens.</summary>
    public static Activity? StartAttempt(LaneRow lane, LaneDelivery delivery)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityLink[] links = ActivityContext.TryParse(delivery.TraceParent, traceState: null, out var cause) ? [new ActivityLink(cause)] : [];
        var activity = Source.StartActivity(ActivityKind.Client, parentContext: default, links: links, name: "push");
        activity?.SetTag("a2a.task.id", lane.Task.TaskId);
        activity?.SetTag("a2a.push.config.id", lane.ConfigId);
        activity?.SetTag("a2a.push.sequence", delivery.Sequence);
        activity?.SetTag("server.address", lane.Gate.Origin);
        return activity;
    }
}

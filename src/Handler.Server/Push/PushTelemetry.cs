using System.Diagnostics;
using Handler.Server.Storage;

namespace Handler.Server.Push;

/// <summary>The traces of the push engine: one for each attempt, linked to what caused the update.</summary>
internal static class PushTelemetry
{
    /// <summary>The name of source and meter, for <c>AddSource</c> and <c>AddMeter</c>.</summary>
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
        activity?.SetTag("a2a.push.attempt", lane.Progress.Tries + 1);
        activity?.SetTag("http.request.method", "POST");
        activity?.SetTag("server.address", lane.Gate.Origin);
        return activity;
    }

    /// <summary>Writes how the attempt ended; gives the result back.</summary>
    public static AttemptResult Ended(Activity? activity, AttemptResult result)
    {
        activity?.SetTag("handler.push.outcome", PushWords.Of(result.Outcome));
        if (result.Status is { } status)
        {
            activity?.SetTag("http.response.status_code", status);
        }

        if (result.Outcome != AttemptOutcome.Delivered)
        {
            activity?.SetTag("error.type", result.Status?.ToString() ?? PushWords.Of(result.Outcome));
            activity?.SetStatus(ActivityStatusCode.Error, result.Detail);
        }

        return result;
    }
}

using System.Text;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Push;

/// <summary>What one webhook was told of one task.</summary>
internal static class Told
{
    extension(HistoryRecorder recorder)
    {
        /// <summary>The deliveries that a webhook accepted, in the order of their first arrival.</summary>
        public List<WitnessedArrival> AcceptedBy(string webhook, string task) => AcceptedBy(recorder.ToHistory(), webhook, task);

        /// <summary>Returns when a webhook has accepted the end of a task.</summary>
        public Task EndsAsync(string webhook, string task, Func<string> story) => Eventually.HoldsAsync(
            () => recorder.ToHistory().Arrivals.Any(arrival => arrival.IsAccepted && arrival.Webhook == webhook && arrival.TaskId == task && IsEnd(arrival)),
            () => $"{webhook} was not told how task {task} ended.\n{story()}");
    }

    extension(DeliveryHistory history)
    {
        /// <summary>What a webhook knows of a task: the updates that it was sent, folded in the order of their first arrival.</summary>
        public AgentTask? Fold(string webhook, string task) => AcceptedBy(history, webhook, task)
            .Select(arrival => A2AJson.Read<StreamResponse>(arrival.Body.Span))
            .Aggregate((AgentTask?)null, TaskProjection.Apply);
    }

    /// <summary>Whether an arrival says that its task has ended.</summary>
    public static bool IsEnd(WitnessedArrival arrival) => A2AJson.Read<StreamResponse>(arrival.Body.Span).IsTerminal;

    /// <summary>A task as text, to compare.</summary>
    public static string Write(AgentTask? task) => task is null ? "nothing" : Encoding.UTF8.GetString(A2AJson.Write(task));

    private static List<WitnessedArrival> AcceptedBy(DeliveryHistory history, string webhook, string task) =>
        [.. history.Arrivals.Where(arrival => arrival.IsAccepted && arrival.Webhook == webhook && arrival.TaskId == task).DistinctBy(arrival => arrival.Id)];
}

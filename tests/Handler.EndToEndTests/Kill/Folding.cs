using System.Text;
using Handler.Protocol;
using Handler.TestKit.History;

namespace Handler.EndToEndTests.Kill;

/// <summary>What a webhook knows of a task: the updates that it was sent, folded in the order of their first arrival.</summary>
internal static class Folding
{
    public static AgentTask? Fold(DeliveryHistory history, string task, string webhook) => Fold(
        history.Arrivals.Where(arrival => arrival.TaskId == task && arrival.Webhook == webhook));

    public static AgentTask? Fold(IEnumerable<WitnessedArrival> arrivals) => arrivals
        .DistinctBy(arrival => arrival.Id)
        .Select(arrival => A2AJson.Read<StreamResponse>(arrival.Body.Span))
        .Aggregate((AgentTask?)null, TaskProjection.Apply);

    public static bool AreEqual(AgentTask one, AgentTask other) => Write(one) == Write(other);

    public static string Write(AgentTask? task) => task is null ? "nothing" : Encoding.UTF8.GetString(A2AJson.Write(task));
}

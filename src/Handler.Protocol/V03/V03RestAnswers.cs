using System.Text.Json.Nodes;

namespace Handler.Protocol.V03;

/// <summary>
/// Changes what REST of 0.3 answers into the JSON of 1.0, whose reader then judges it. Fields that this schema leaves out because they are empty are filled where
/// 1.0 requires them.
/// </summary>
internal static class V03RestAnswers
{
    /// <summary>An update, or the answer to a message, by the one field that it has.</summary>
    public static JsonObject UpdateToV1(JsonObject root)
    {
        Change(root, "task", "task", "task", TaskToV1);
        Change(root, "message", "msg", "message", MessageToV1);
        Change(root, "statusUpdate", "status_update", "statusUpdate", StatusUpdateToV1);
        Change(root, "artifactUpdate", "artifact_update", "artifactUpdate", ArtifactUpdateToV1);
        return root;
    }

    public static JsonObject TaskToV1(JsonObject task)
    {
        Change(task, "status", "status", "status", StatusToV1);
        ChangeAll(task, "artifacts", ArtifactToV1);
        ChangeAll(task, "history", MessageToV1);
        return task;
    }

    private static JsonObject StatusUpdateToV1(JsonObject update)
    {
        // The state says it too.
        update.Remove("final");
        Change(update, "status", "status", "status", StatusToV1);
        return update;
    }

    private static JsonObject ArtifactUpdateToV1(JsonObject update)
    {
        Change(update, "artifact", "artifact", "artifact", ArtifactToV1);
        return update;
    }

    private static JsonObject StatusToV1(JsonObject status)
    {
        if (status["state"] is not { } state || state.ToJsonString() == "\"TASK_STATE_CANCELLED\"")
        {
            status["state"] = status["state"] is null ? "TASK_STATE_UNSPECIFIED" : "TASK_STATE_CANCELED";
        }

        Change(status, "message", "update", "message", MessageToV1);
        return status;
    }

    private static JsonObject MessageToV1(JsonObject message)
    {
        var told = V03RestReader.MessageToV1(message);
        told["parts"] ??= Nothing();
        told["role"] ??= "ROLE_UNSPECIFIED";
        return told;
    }

    private static JsonObject ArtifactToV1(JsonObject artifact)
    {
        artifact["parts"] = artifact["parts"] is JsonArray parts ? V03RestReader.PartsToV1(parts) : Nothing();
        return artifact;
    }

    // By the constructor: what a collection expression calls is generic, and cannot be trimmed.
    private static JsonArray Nothing() => new(new JsonObject { ["text"] = "" });

    private static void Change(JsonObject from, string name, string otherName, string newName, Func<JsonObject, JsonObject> change)
    {
        if (V03RestReader.Take(from, name, otherName) is { } value)
        {
            from[newName] = value is JsonObject map ? change(map) : value;
        }
    }

    private static void ChangeAll(JsonObject from, string name, Func<JsonObject, JsonObject> change)
    {
        if (from[name] is JsonArray list)
        {
            from[name] = new JsonArray([.. list.Select(item => item?.DeepClone() is JsonObject map ? change(map) : item?.DeepClone())]);
        }
    }
}

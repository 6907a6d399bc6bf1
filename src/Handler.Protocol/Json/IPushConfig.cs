namespace Handler.Protocol.Json;

/// <summary>A push config of a dialect: what <see cref="UnknownFields.KeepInPushConfigs"/> means.</summary>
internal interface IPushConfig;

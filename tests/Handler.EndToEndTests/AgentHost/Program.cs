using Handler.EndToEndTests.AgentHost;

return await WitnessedAgentHost.RunAsync(args);

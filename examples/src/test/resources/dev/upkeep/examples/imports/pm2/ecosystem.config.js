const path = require("path");
module.exports = {
  apps: [
    {
      name: "api server",
      script: "./api.js",
      args: "--verbose --title 'two words'",
      node_args: ["--max-old-space-size=256"],
      instances: 2,
      exec_mode: "cluster",
      env: { NODE_ENV: "development", PORT: 3000 },
      env_production: { NODE_ENV: "production" },
      max_memory_restart: "300M",
      kill_timeout: 3000,
      error_file: "./logs/" + path.basename("api.err"),
    },
    { name: "jobs", script: "jobs.py", autorestart: false, cron_restart: "0 3 * * *" },
    { name: "site", script: "serve", interpreter: "none", watch: ["src"], ignore_watch: ["tmp"], max_restarts: 5 },
  ],
  deploy: { production: { user: "deploy" } },
};
